package mathesis.corpus.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mathesis.corpus.domain.DomainCount.Pages;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DomainTallyTest {
    private final DomainTally tally = new DomainTally(1000);

    @TempDir
    private Path folder;

    @Test
    void pages_and_kept_pages_are_counted_by_domain_and_path() {
        tally.add("https://www.a.org/q/1", true);
        tally.add("http://a.org/q/2", false);
        tally.add("https://a.org/q/x/3?y=/z/", true);
        tally.add("https://a.org/", false);
        tally.add("https://b.org/q", false);
        tally.add("dns:a.org", true);
        var a = new DomainCount(
                "a.org",
                4,
                2,
                new TreeMap<>(Map.of("/q/", new Pages(3, 2), "/q/x/", new Pages(1, 1))),
                List.of("https://a.org/q/x/3?y=/z/", "https://www.a.org/q/1"));
        assertEquals(List.of(a, new DomainCount("b.org", 1, 0, new TreeMap<>(), List.of())), tally.counts());
        assertEquals(0.5, tally.counts().getFirst().share());
    }

    @Test
    void samples_are_the_first_five_kept_urls() {
        for (int i : new int[] {7, 3, 9, 1, 5, 8, 2}) {
            tally.add("https://a.org/" + i, true);
        }
        assertEquals(
                List.of("https://a.org/1", "https://a.org/2", "https://a.org/3", "https://a.org/5", "https://a.org/7"),
                tally.counts().getFirst().samples());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void files_together_count_what_one_tally_counts(long seed) throws IOException {
        var random = new Random(seed);
        var files = new ArrayList<Path>();
        var part = new DomainTally(7);
        for (int i = 0; i < 2000; i++) {
            var url = "https://d" + random.nextInt(40) + ".org/p" + random.nextInt(5) + "/x" + random.nextInt(100);
            boolean kept = random.nextInt(3) == 0;
            tally.add(url, kept);
            part.add(url, kept);
            if (part.isFull()) {
                part = written(part, files);
            }
        }
        written(part, files);
        assertTrue(files.size() > 20, files.size() + " files");
        var sum = new ArrayList<DomainCount>();
        DomainFiles.forEach(files, sum::add);
        assertEquals(tally.counts(), sum);
    }

    private DomainTally written(DomainTally part, List<Path> files) throws IOException {
        files.add(folder.resolve("part" + files.size()));
        part.write(files.getLast());
        return new DomainTally(7);
    }

    @Test
    void a_domain_of_many_paths_keeps_those_of_most_pages() {
        for (int i = 0; i < 5000; i++) {
            tally.add("https://a.org/user" + i + "/", false);
            tally.add("https://a.org/questions/" + i, true);
        }
        var paths = tally.counts().getFirst().paths();
        assertEquals(new Pages(5000, 5000), paths.get("/questions/"));
        assertTrue(paths.size() <= DomainCount.MOST_PATHS, paths.size() + " paths");
    }

    @Test
    void the_same_tally_makes_the_same_bytes() throws IOException {
        tally.add("https://b.org/", true);
        tally.add("https://a.org/", true);
        tally.write(folder.resolve("1"));
        tally.write(folder.resolve("2"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("1")), Files.readAllBytes(folder.resolve("2")));
    }

    @Test
    void damaged_files_give_an_error_with_their_line() throws IOException {
        tally.add("https://b.org/", true);
        tally.add("https://c.org/", true);
        tally.write(folder.resolve("1"));
        var lines = Files.readAllLines(folder.resolve("1"));
        assertRefused(List.of(lines.get(1), lines.get(0)), "line 2 is out of order");
        assertRefused(List.of(lines.get(0), "{"), "line 2 is damaged");
        assertRefused(List.of(lines.get(0).replace("\"kept\":1", "\"kept\":2")), "line 1 is damaged");
    }

    private void assertRefused(List<String> lines, String expected) throws IOException {
        var file = Files.write(folder.resolve("damaged"), lines);
        var refused = assertThrows(IOException.class, () -> DomainFiles.forEach(List.of(file), _ -> {}));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    @Test
    void a_tally_says_when_it_is_full() {
        var small = new DomainTally(2);
        small.add("https://a.org/", true);
        small.add("https://a.org/2", true);
        assertFalse(small.isFull());
        small.add("https://b.org/", true);
        assertTrue(small.isFull());
    }
}
