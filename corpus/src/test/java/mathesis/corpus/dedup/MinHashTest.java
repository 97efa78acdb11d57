package mathesis.corpus.dedup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
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
class MinHashTest {
    private final MinHash minHash = new MinHash(SignatureShape.DEFAULT);

    @ParameterizedTest(name = "{0} words")
    @ValueSource(ints = {0, 1, 4, 5, 6, 7, 8, 9, 33, 100, 2047, 2048, 2051, 2052, 2053, 2056, 5000, 10_000})
    void signatures_are_those_of_the_plain_twin(int words) {
        var text = text(words, 1);
        var print = minHash.of(text);
        assertEquals(words, print.words());
        assertArrayEquals(new MinHashReference(minHash).signature(text), print.signature());
    }

    @Test
    void shingles_are_five_words_in_a_row_or_all_of_a_shorter_text() {
        assertEquals(
                Set.of("a b c d e", "b c d e = ", "c d e = f").stream()
                        .map(String::strip)
                        .collect(Collectors.toSet()),
                MinHashReference.shingles("A, b c. (d) e = f"));
        assertEquals(Set.of("a b"), MinHashReference.shingles("a b"));
        assertEquals(Set.of(), MinHashReference.shingles("..."));
    }

    @Test
    void a_text_in_other_case_punctuation_and_space_is_the_same() {
        var one = minHash.of("The area of a circle: \\(\\pi r^2\\)!");
        var other = minHash.of("the  AREA of\na circle, $\\pi r ^ 2$");
        assertEquals(one.textHash(), other.textHash());
        assertArrayEquals(one.signature(), other.signature());
    }

    @Test
    void one_word_more_less_or_elsewhere_is_another_text() {
        var hashes = IntStream.range(0, 3000)
                .mapToObj(words -> minHash.of(text(words, 1)).textHash())
                .collect(Collectors.toSet());
        assertEquals(3000, hashes.size());
        assertNotEquals(minHash.of("a b").textHash(), minHash.of("b a").textHash());
        assertNotEquals(
                minHash.of("x + y = 1 for all").textHash(),
                minHash.of("x - y = 1 for all").textHash());
    }

    @ParameterizedTest(name = "seed {0}, one word in {1} changed")
    @CsvSource({"1, 10", "2, 25", "3, 50", "4, 100", "5, 400"})
    void the_share_of_equal_hashes_estimates_the_jaccard_similarity(int seed, int every) {
        double squares = 0;
        double sum = 0;
        int pairs = 60;
        double expectedVariance = 0;
        for (int i = 0; i < pairs; i++) {
            var one = text(600, 100L * seed + i);
            var other = edited(one, every, 100L * seed + i);
            double jaccard = MinHashReference.jaccard(MinHashReference.shingles(one), MinHashReference.shingles(other));
            double error = Fingerprint.similarity(
                            minHash.of(one).signature(), minHash.of(other).signature())
                    - jaccard;
            sum += error;
            squares += error * error;
            expectedVariance += jaccard * (1 - jaccard) / SignatureShape.DEFAULT.hashes();
        }
        // within three deviations of what independent permutations give: no bias, no correlation
        assertEquals(0, sum / pairs, 3 * Math.sqrt(expectedVariance) / pairs);
        assertEquals(1, squares / expectedVariance, 3 * Math.sqrt(2.0 / pairs));
    }

    @ParameterizedTest(name = "{0} x {1} at {2}: {3}")
    @CsvSource({"14, 8, 0.8, 0.924", "20, 6, 0.8, 0.998", "20, 6, 0.5, 0.270", "1, 1, 0.3, 0.3"})
    void the_curve_of_bands_and_rows(int bands, int rows, double jaccard, double probability) {
        assertEquals(probability, new SignatureShape(bands, rows).candidateProbability(jaccard), 5e-4);
    }

    @Test
    void a_shape_without_hashes_names_its_setting() {
        var e = assertThrows(IllegalArgumentException.class, () -> new SignatureShape(0, 6));
        assertEquals("dedup.bands is 0; must be at least 1", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SignatureShape(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SignatureShape(1 << 20, 1 << 20));
    }

    static String text(int words, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, words)
                .mapToObj(i -> "w" + random.nextInt(5000))
                .collect(Collectors.joining(" "));
    }

    static String edited(String text, int every, long seed) {
        var random = new Random(seed);
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        for (int i = 0; i < words.size(); i++) {
            if (random.nextInt(every) == 0) {
                words.set(i, "e" + random.nextInt(5000));
            }
        }
        return String.join(" ", words);
    }
}
