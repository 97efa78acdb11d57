package mathesis.corpus.decontaminate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NgramOverlapTest {
    private static final NgramOverlap BENCHMARKS = overlap(
            "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May.",
            "Simplify: $-10-4(n-5)$",
            "Find \\(\\frac{a}{b}\\)!",
            "9",
            "10 clips",
            "芳芳买了一本书有99页，看了90页，她还剩多少页没有看？",
            "他有多少钱？");

    private static NgramOverlap overlap(String... texts) {
        return new NgramOverlap(benchmarks(texts), List.of());
    }

    private static Benchmarks benchmarks(String... texts) {
        return new Benchmarks(IntStream.range(0, texts.length)
                .mapToObj(i -> new BenchmarkText("file.jsonl", "row-" + i, texts[i]))
                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "We know: NATALIA sold *clips* to 48 of  her friends in April | row-0 | natalia sold clips to 48 of her friends in april | 9",
                "her friends (in April) and then she sold half as few         | row-0 | her friends in april and then she sold half as | 0",
                "Task 3. simplify \\[ 10 - 4 \\left( n - 5                    | | |",
                "Task 3. simplify \\[ -10 - 4 ( n + 5 ) \\]                   | row-1 | simplify 10 4 n 5 | 8",
                "find $\\frac{A}{B}$                                          | row-2 | find \\frac a b | 0",
                "find frac{a}{b}                                              | | |",
                "Natalia sold clips to 48 of her friends in June              | | |",
                "Natalia sold clips to 48 of her friend in April, and then    | | |",
                "9 10 clips                                                   | | |",
                "书。芳芳买了一本书有99页,看                                    | row-5 | 芳 芳 买 了 一 本 书 有 99 页 | 2",
                "芳芳买了一本书有９９页                                         | row-5 | 芳 芳 买 了 一 本 书 有 99 页 | 0",
                "芳芳买了一本书有98页，看了                                     | | |",
                "问:他 有多少钱                                                | row-6 | 他 有 多 少 钱 | 2",
            })
    void pages_worked_by_hand(String page, String row, String words, Integer position) {
        var expected = Optional.ofNullable(row).map(id -> new Match("file.jsonl", id, words, position));
        assertEquals(expected, BENCHMARKS.find(page));
    }

    @Test
    void texts_of_one_or_two_words_are_left_out_and_counted() {
        assertEquals(2, BENCHMARKS.tooShort());
        assertEquals(2, overlap("", "...", "a b c").tooShort());
        assertEquals(1, overlap("", "...", "a b c").size());
    }

    @Test
    void short_texts_without_a_letter_are_left_out_and_counted() {
        var overlap = overlap("(76.0 - 25.0)", "1, 2, 3", "x = 1, 2", "1 2 3 4 5 6 7 8 9 10");
        assertEquals(2, overlap.numbersOnly());
        assertEquals(Optional.empty(), overlap.find("1 2 3 and 76.0 + 25.0"));
        assertEquals("x 1 2", overlap.find("where x = 1.2").orElseThrow().words());
        assertEquals(
                "1 2 3 4 5 6 7 8 9 10",
                overlap.find("1,2,3,4,5,6,7,8,9,10,11").orElseThrow().words());
    }

    @ParameterizedTest(name = "{0} words before")
    @ValueSource(ints = {0, 1, 9, 10, 11, 500, 502, 503, 504, 511, 512, 513, 1005, 1006, 1007, 5000})
    void matches_are_found_wherever_they_stand(int before) {
        for (var text :
                List.of("one two three four five six seven eight nine ten", "red green blue", "a b c d e f g h i")) {
            var prefix = "x ".repeat(before);
            var overlap = overlap(text);
            assertEquals(Optional.of(new Match("file.jsonl", "row-0", text, 2 * before)), overlap.find(prefix + text));
            assertEquals(
                    Optional.of(new Match("file.jsonl", "row-0", text, 2 * before)),
                    overlap.find(prefix + text + " x".repeat(700)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3})
    void hits_are_those_of_a_search_among_strings(int seed) {
        var random = new Random(seed);
        var texts = IntStream.range(0, 30)
                .mapToObj(i -> words(random, random.nextInt(16)))
                .toArray(String[]::new);
        var overlap = overlap(texts);
        int hits = 0;
        for (int i = 0; i < 400; i++) {
            var page = words(random, random.nextInt(600))
                    + texts[random.nextInt(texts.length)].substring(random.nextInt(2));
            boolean expected = contaminated(page, texts);
            assertEquals(expected, overlap.find(page).isPresent(), page);
            hits += expected ? 1 : 0;
        }
        assertTrue(hits > 40 && hits < 360, "hits: " + hits);
    }

    private static boolean contaminated(String page, String... texts) {
        var spaced = " " + page.strip() + " ";
        for (var text : texts) {
            var words = List.of(text.strip().split(" +"));
            int length = Math.min(words.size(), 10);
            for (int i = 0; length >= 3 && i + length <= words.size(); i++) {
                if (spaced.contains(" " + String.join(" ", words.subList(i, i + length)) + " ")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String words(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + random.nextInt(60)).collect(Collectors.joining(" ")) + " ";
    }

    @Test
    void ignored_ngrams_are_no_match_but_others_of_the_same_text_are() {
        var benchmarks = benchmarks("a b c d e f g h i j k", "none of these");
        var overlap = new NgramOverlap(benchmarks, Set.of("A b c d e f g h i, j", "none of these"));
        assertEquals(Optional.empty(), overlap.find("a b c d e f g h i j"));
        assertEquals(Optional.empty(), overlap.find("none of these"));
        assertEquals(
                "b c d e f g h i j k",
                overlap.find("a b c d e f g h i j k").orElseThrow().words());
    }

    @Test
    void a_table_grows_and_keeps_the_first_place() {
        var table = new NgramTable();
        var random = new Random(1);
        var keys = random.longs(100_000).toArray();
        for (int i = 0; i < keys.length; i++) {
            table.putIfAbsent(keys[i], i);
            table.putIfAbsent(keys[i], 7);
        }
        assertEquals(keys.length, table.size());
        for (int i = 0; i < keys.length; i++) {
            assertEquals(i, table.get(keys[i]));
        }
        assertEquals(-1, table.get(random.nextLong()));
    }

    @ParameterizedTest(name = "{0} sums")
    @ValueSource(ints = {0, 1, 100, 100_000})
    void a_filter_holds_what_was_added_and_lets_one_in_sixteen_others_pass(int count) {
        var filter = new NgramFilter(count);
        var random = new Random(1);
        var sums = random.longs(count).toArray();
        for (long sum : sums) {
            filter.add(sum);
        }
        for (long sum : sums) {
            assertTrue(filter.mayContain(sum));
        }
        assertTrue(random.longs(100_000).filter(filter::mayContain).count() < 7_000);
    }
}
