package mathesis.corpus.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mathesis.corpus.rounds.CandidateTable.Candidate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files that tasks leave for each other.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} candidates")
    @ValueSource(ints = {0, 1, 7, 1000})
    void a_table_gives_back_its_candidates(int count) throws IOException {
        var candidates = IntStream.range(0, count)
                .mapToObj(i -> new Candidate(i / 1000f, 3 * i, 12 * i, 2 * i))
                .toList();
        var file = folder.resolve("archives/000000.table");
        CandidateTable.write(file, candidates);

        assertEquals(candidates, CandidateTable.read(file));
    }

    @Test
    void a_table_with_a_changed_byte_or_a_missing_end_is_refused() throws IOException {
        var file = folder.resolve("table");
        CandidateTable.write(file, List.of(new Candidate(0.5f, 1, 2, 3)));
        var whole = Files.readAllBytes(file);

        for (int at = 0; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);
            assertThrows(IOException.class, () -> CandidateTable.read(file), "byte " + at);
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> CandidateTable.read(file), "length " + length);
        }
    }

    @ParameterizedTest(name = "{0} ranges")
    @ValueSource(ints = {1, 3, 16})
    void the_ranges_of_a_url_file_hold_each_url_once_by_domain(int ranges) throws IOException {
        var file = folder.resolve("urls");
        var sections = new UrlSections(ranges);
        var all = new TreeSet<String>();
        for (int i = 0; i < 200; i++) {
            var url = "https://d" + i % 13 + ".example/é/" + i;
            sections.add("d" + i % 13 + ".example", url);
            all.add(url);
        }
        sections.write(file);

        var read = new ArrayList<String>();
        for (int range = 0; range < ranges; range++) {
            for (var url : UrlSections.read(file, range)) {
                assertEquals(range, UrlSections.range(url.split("/")[2], ranges));
                read.add(url);
            }
        }
        assertEquals(200, read.size());
        assertEquals(all, new TreeSet<>(read));
    }

    @Test
    void a_url_file_cut_short_is_refused() throws IOException {
        var file = folder.resolve("urls");
        var sections = new UrlSections(2);
        sections.add("a.example", "https://a.example/");
        sections.write(file);
        var whole = Files.readAllBytes(file);

        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 3));
        int range = UrlSections.range("a.example", 2);
        var refused = assertThrows(Exception.class, () -> UrlSections.read(file, range));
        assertTrue(refused instanceof IOException, refused.toString());
    }

    @Test
    void priorities_are_spread_evenly_and_depend_on_the_key() {
        long below = IntStream.range(0, 20_000)
                .filter(i -> Priority.fraction("https://a.example/" + i, 5) < 0.1)
                .count();

        assertEquals(2000, below, 150);
        assertTrue(Priority.hash("x", 1) != Priority.hash("x", 2));
    }
}
