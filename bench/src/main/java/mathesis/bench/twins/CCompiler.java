package mathesis.bench.twins;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The C compiler of this machine, if there is one.
final class CCompiler {
    private static final List<String> NAMES = List.of("gcc", "cc", "clang");
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-ffast-math", "-shared", "-fPIC");
    /// Compilers halve the vectors of this CPU unless told; those of other CPUs do not know the flag.
    private static final String FULL_WIDTH = "-mprefer-vector-width=512";

    private CCompiler() {}

    /// Makes a library out of a source; empty where no compiler is found or none can.
    static Optional<Path> library(Path source, Path library) throws IOException {
        for (String name : NAMES) {
            if (found(name)
                    && (compiled(name, List.of(FULL_WIDTH), source, library)
                            || compiled(name, List.of(), source, library))) {
                return Optional.of(library);
            }
        }
        return Optional.empty();
    }

    private static boolean found(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean compiled(String name, List<String> more, Path source, Path library) throws IOException {
        var command = new ArrayList<String>();
        command.add(name);
        command.addAll(FLAGS);
        command.addAll(more);
        command.addAll(List.of("-o", library.toString(), source.toString(), "-lm"));
        var log = Files.createTempFile(library.getParent(), "compiler", ".log");
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            // clang accepts flags that it does not know with a warning
            return code == 0 && !Files.readString(log, StandardCharsets.UTF_8).contains("unknown argument");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
