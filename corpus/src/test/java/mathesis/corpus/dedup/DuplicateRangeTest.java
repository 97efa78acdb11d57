package mathesis.corpus.dedup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import mathesis.corpus.DropReason;
import mathesis.corpus.records.DamagedFileException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DuplicateRangeTest {
    private static final long PLENTY = 1 << 24;
    private static final String TEXT = MinHashTest.text(400, 1);

    @TempDir
    private Path temporary;

    private DedupFolder folder(String name) {
        return new DedupFolder(temporary.resolve(name));
    }

    private static DedupSettings ranges(int ranges) {
        return new DedupSettings(SignatureShape.DEFAULT, 0.72, ranges, 256);
    }

    @Test
    void the_best_of_each_kind_of_duplicate_stays() throws IOException {
        var archives = List.of(
                List.of(
                        new Candidate("http://a.org/1", TEXT, 0.9f),
                        new Candidate("http://b.org/1", MinHashTest.text(50, 2), 0.5f),
                        new Candidate("http://c.org/1", "alone", 0.5f)),
                List.<Candidate>of(),
                List.of(
                        new Candidate("https://www.a.org/1/", MinHashTest.text(60, 3), 0.95f), // same URL, better
                        new Candidate("http://b.org/2", MinHashTest.edited(TEXT, 60, 4), 0.8f), // near to 0:0
                        new Candidate("http://b.org/3", TEXT.replace(" ", "  "), 0.9f), // longer, so better than 0:0
                        new Candidate("http://c.org/2", "Alone!", 0.4f), // same words as 0:2, worse
                        new Candidate("", "...", 1f))); // no words at all
        var drops = dropped("hand", archives, ranges(4));
        assertEquals(
                Map.of(
                        new DocumentRef(0, 0), DropReason.URL_DUPLICATE,
                        new DocumentRef(2, 1), DropReason.NEAR_DUPLICATE,
                        new DocumentRef(2, 3), DropReason.EXACT_DUPLICATE),
                reasons(drops));
        assertEquals(new DocumentRef(2, 0), drops.get(new DocumentRef(0, 0)).witness());
        assertEquals(new DocumentRef(0, 2), drops.get(new DocumentRef(2, 3)).witness());
    }

    @ParameterizedTest(name = "score {0}, {1} against score {2}, {3}: the second goes: {4}")
    @CsvSource({
        "0.5, a b, 0.4, A b, true",
        "0.4, a b, 0.5, A b, false",
        "0.5, a b, 0.5, a  b, false",
        "0.5, a b, 0.5, A B, true"
    })
    void better_is_the_higher_score_then_the_longer_text(float one, String a, float other, String b, boolean second)
            throws IOException {
        var archives =
                List.of(List.of(new Candidate("http://a.org/0", a, one), new Candidate("http://a.org/0/", b, other)));
        assertEquals(
                Map.of(new DocumentRef(0, second ? 1 : 0), DropReason.URL_DUPLICATE),
                reasons(dropped("two", archives, ranges(1))));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void neither_order_nor_ranges_nor_memory_change_what_is_dropped(long seed) throws IOException {
        var archives = Candidate.archives(7, 40, seed);
        var expected = dropped("plain", archives, ranges(1));
        assertTrue(expected.size() > 20, "too few to tell: " + expected.size());
        for (int ranges : new int[] {1, 3, 16}) {
            for (long memory : new long[] {2000, 9000, PLENTY}) {
                var folder = folder(ranges + "-" + memory);
                Candidate.write(folder, Candidate.numbered(archives), ranges(ranges), memory);
                var order = new ArrayList<>(Candidate.numbered(archives).keySet());
                Collections.shuffle(order, new Random(seed + memory));
                assertEquals(expected, Candidate.drops(folder, order, ranges(ranges), memory));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void drops_are_those_of_the_rule_applied_to_all_pairs(long seed) throws IOException {
        var archives = Candidate.archives(5, 40, seed);
        assertEquals(
                new AllPairs(Candidate.numbered(archives), ranges(5)).reasons(),
                reasons(dropped("run", archives, ranges(5))));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void every_chain_of_witnesses_ends_at_a_kept_document(long seed) throws IOException {
        var drops = dropped("run", Candidate.archives(6, 40, seed), ranges(3));
        for (var drop : drops.values()) {
            var at = drop.witness();
            for (int steps = 0; drops.containsKey(at); steps++) {
                assertTrue(steps < drops.size(), "a ring of witnesses around " + at);
                at = drops.get(at).witness();
            }
        }
    }

    @Test
    void a_killed_and_repeated_step_gives_the_same_files() throws IOException {
        var archives = Candidate.numbered(Candidate.archives(4, 30, 9));
        var folder = folder("run");
        Candidate.write(folder, archives, ranges(2), PLENTY);
        var drops = Candidate.drops(folder, List.copyOf(archives.keySet()), ranges(2), PLENTY);
        var keys = Files.readAllBytes(folder.keys(1));
        var dropFile = Files.readAllBytes(folder.drops(1));
        try (var killed = new KeyFileWriter(folder, 1, ranges(2), 1)) {
            killed.add("http://a.org", TEXT, 1); // and no commit
        }
        Candidate.write(folder, archives, ranges(2), 2000);
        assertEquals(drops, Candidate.drops(folder, List.copyOf(archives.keySet()), ranges(2), PLENTY));
        assertArrayEquals(keys, Files.readAllBytes(folder.keys(1)));
        assertArrayEquals(dropFile, Files.readAllBytes(folder.drops(1)));
    }

    @ParameterizedTest(name = "at most {0} leaders")
    @ValueSource(ints = {2, 256})
    void a_group_that_meets_the_bound_on_leaders_is_counted(int leaders) throws IOException {
        // each pair shares two of three shingles, so some of eight hashes, but hardly ever all of them
        var settings = new DedupSettings(new SignatureShape(8, 1), 1, 1, leaders);
        var candidates = IntStream.range(0, 200)
                .mapToObj(i -> new Candidate("", "common words in all of these " + i, 1))
                .toList();
        Candidate.write(folder("full"), Map.of(0, candidates), settings, PLENTY);
        var report = new DuplicateRange(folder("full"), settings, PLENTY).resolve(0, List.of(0));
        assertEquals(leaders == 2, report.fullGroups() > 0, report::toString);
    }

    @Test
    void files_of_other_settings_are_refused() throws IOException {
        Candidate.write(folder("run"), Map.of(0, List.of(new Candidate("", TEXT, 1))), ranges(2), PLENTY);
        var e = assertThrows(
                IOException.class, () -> new DuplicateRange(folder("run"), ranges(3), PLENTY).resolve(0, List.of(0)));
        assertTrue(
                e.getMessage().contains("made with other settings")
                        && e.getMessage().contains("000000.keys"),
                e.getMessage());
    }

    @Test
    void a_missing_archive_or_range_is_no_empty_one() throws IOException {
        Candidate.write(folder("run"), Map.of(0, List.of(new Candidate("", TEXT, 1))), ranges(2), PLENTY);
        assertThrows(
                NoSuchFileException.class,
                () -> new DuplicateRange(folder("run"), ranges(2), PLENTY).resolve(0, List.of(0, 1)));
        new DuplicateRange(folder("run"), ranges(2), PLENTY).resolve(0, List.of(0));
        assertThrows(NoSuchFileException.class, () -> new DropLists(folder("run"), ranges(2)).of(0));
    }

    @ParameterizedTest(name = "{0} keeps {1} % of its bytes")
    @CsvSource({"keys, 99", "keys, 1", "signatures, 60", "signatures, 0"})
    void torn_files_are_noticed(String kind, int percent) throws IOException {
        var folder = twoAlike();
        var file = kind.equals("keys") ? folder.keys(0) : folder.signatures(0);
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * percent / 100));
        assertThrows(
                DamagedFileException.class, () -> new DuplicateRange(folder, ranges(1), PLENTY).resolve(0, List.of(0)));
    }

    @ParameterizedTest(name = "byte {0} from the end")
    @ValueSource(ints = {1, 3, 200, 484, 485, 968, 969, 984})
    void a_changed_signature_is_noticed(int fromTheEnd) throws IOException {
        var folder = twoAlike();
        var bytes = Files.readAllBytes(folder.signatures(0));
        bytes[bytes.length - fromTheEnd] ^= 1;
        Files.write(folder.signatures(0), bytes);
        assertThrows(
                DamagedFileException.class, () -> new DuplicateRange(folder, ranges(1), PLENTY).resolve(0, List.of(0)));
    }

    private DedupFolder twoAlike() throws IOException {
        var folder = folder("run");
        Candidate.write(
                folder,
                Map.of(0, List.of(new Candidate("", TEXT, 1), new Candidate("", TEXT + " more", 1))),
                ranges(1),
                PLENTY);
        return folder;
    }

    private Map<DocumentRef, Drop> dropped(String name, List<List<Candidate>> archives, DedupSettings settings)
            throws IOException {
        var numbered = Candidate.numbered(archives);
        Candidate.write(folder(name), numbered, settings, PLENTY);
        return Candidate.drops(folder(name), List.copyOf(numbered.keySet()), settings, PLENTY);
    }

    private static Map<DocumentRef, DropReason> reasons(Map<DocumentRef, Drop> drops) {
        var reasons = new HashMap<DocumentRef, DropReason>();
        drops.forEach((document, drop) -> reasons.put(document, drop.reason()));
        return reasons;
    }
}
