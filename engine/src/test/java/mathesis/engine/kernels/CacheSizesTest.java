package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CacheSizesTest {
    @TempDir
    Path folder;

    @Test
    void sizes_are_those_of_the_data_and_the_unified_cache() throws IOException {
        cache(0, "1", "Instruction", "64K");
        cache(1, "1", "Data", "48K");
        cache(2, "2", "Unified", "2M");
        cache(3, "3", "Unified", "32M");
        assertEquals(new CacheSizes(48 << 10, 2 << 20), CacheSizes.read(folder));
    }

    @ParameterizedTest(name = "size \"{0}\"")
    @ValueSource(strings = {"", "0K", "1K", "4096M", "999999999M", "-48K", "48", "48 KB", "99999999999999999999K"})
    void sizes_that_no_machine_has_are_not_believed(String size) throws IOException {
        cache(0, "1", "Data", size);
        cache(1, "2", "Unified", size);
        var sizes = CacheSizes.read(folder);
        assertTrue(sizes.level1() >= 8 << 10 && sizes.level1() <= 1 << 20, sizes::toString);
        assertTrue(sizes.level2() >= 64 << 10 && sizes.level2() <= 64 << 20, sizes::toString);
    }

    @Test
    void a_common_core_stands_in_for_an_implausible_one() {
        assertEquals(new CacheSizes(32 << 10, 1 << 20), new CacheSizes(0, 0));
    }

    @Test
    void a_machine_without_the_files_still_has_sizes() {
        var sizes = CacheSizes.read(folder.resolve("absent"));
        assertTrue(sizes.level1() < sizes.level2(), sizes::toString);
    }

    private void cache(int index, String level, String type, String size) throws IOException {
        var cache = Files.createDirectories(folder.resolve("index" + index));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
    }
}
