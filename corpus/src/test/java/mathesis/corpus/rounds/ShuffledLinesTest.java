package mathesis.corpus.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShuffledLinesTest {
    @TempDir
    private Path folder;

    private List<String> shuffled(List<String> lines, int buckets, long key) throws IOException {
        var file = folder.resolve("out.txt");
        try (var shuffle = new ShuffledLines(folder.resolve("scratch"), buckets, key)) {
            for (var line : lines) {
                shuffle.add(line);
            }
            shuffle.writeTo(file);
        }
        assertFalse(Files.exists(folder.resolve("scratch")));
        return Files.readAllLines(file);
    }

    @ParameterizedTest(name = "{0} buckets")
    @ValueSource(ints = {1, 2, 7, 33})
    void the_order_depends_on_neither_the_buckets_nor_the_order_of_coming(int buckets) throws IOException {
        var lines = new ArrayList<>(
                IntStream.range(0, 500).mapToObj(i -> "line é " + i).toList());
        var once = shuffled(lines, 1, 3);
        Collections.shuffle(lines, new Random(buckets));

        assertEquals(once, shuffled(lines, buckets, 3));
    }

    @Test
    void two_kinds_that_come_one_after_the_other_are_mixed() throws IOException {
        var lines = IntStream.range(0, 1000)
                .mapToObj(i -> (i < 500 ? "a" : "b") + i)
                .toList();

        long early = shuffled(lines, 4, 9).subList(0, 500).stream()
                .filter(line -> line.startsWith("a"))
                .count();
        assertTrue(early > 200 && early < 300, "a in the first half: " + early);
    }
}
