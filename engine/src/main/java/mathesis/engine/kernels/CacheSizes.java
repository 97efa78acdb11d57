package mathesis.engine.kernels;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Bytes of the first-level data cache and of the second-level cache of a core, for the sizes of blocks; which never
/// change a bit of a result.
///
/// Linux says them in files and, where a virtual machine has none, through the C library. Elsewhere, or when an answer
/// is implausible, 32 KiB and 1 MiB are assumed. A cache that cores share counts whole.
record CacheSizes(long level1, long level2) {
    private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KM])");
    private static final int MOST_CACHES = 16;
    /// `_SC_LEVEL1_DCACHE_SIZE` and `_SC_LEVEL2_CACHE_SIZE` of the GNU C library; others do not know these numbers.
    private static final int SYSCONF_LEVEL1 = 188;
    private static final int SYSCONF_LEVEL2 = 191;

    private static final CacheSizes OF_THIS_MACHINE = read(LINUX);

    CacheSizes {
        level1 = level1 >= 8 << 10 && level1 <= 1 << 20 ? level1 : 32 << 10;
        level2 = level2 >= 64 << 10 && level2 <= 64 << 20 ? level2 : 1 << 20;
    }

    /// Those of the first core of this machine.
    static CacheSizes ofThisMachine() {
        return OF_THIS_MACHINE;
    }

    /// Those that the folders `index0`, `index1`, ... describe, each with the files `level`, `type` and `size`.
    static CacheSizes read(Path folder) {
        return new CacheSizes(
                size(folder, 1).orElseGet(() -> sysconf(SYSCONF_LEVEL1)),
                size(folder, 2).orElseGet(() -> sysconf(SYSCONF_LEVEL2)));
    }

    private static OptionalLong size(Path folder, int level) {
        for (int index = 0; index < MOST_CACHES; index++) {
            var cache = folder.resolve("index" + index);
            if (line(cache, "level").equals(Integer.toString(level))
                    && !line(cache, "type").equals("Instruction")) {
                var size = SIZE.matcher(line(cache, "size"));
                return size.matches()
                        ? OptionalLong.of(
                                Long.parseLong(size.group(1)) << (size.group(2).equals("K") ? 10 : 20))
                        : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private static String line(Path cache, String file) {
        try {
            return Files.readString(cache.resolve(file)).strip();
        } catch (IOException e) {
            return ""; // a size is a hint: a machine that keeps it to itself is no error
        }
    }

    /// What the C library knows, or 0.
    private static long sysconf(int name) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return 0;
        }
        var linker = Linker.nativeLinker();
        var function = linker.defaultLookup().find("sysconf");
        if (function.isEmpty()) {
            return 0;
        }
        try {
            return (long) linker.downcallHandle(function.get(), FunctionDescriptor.of(JAVA_LONG, JAVA_INT))
                    .invokeExact(name);
        } catch (Throwable e) {
            throw new AssertionError("a C function threw", e);
        }
    }
}
