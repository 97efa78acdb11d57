package mathesis.reward.equivalence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import mathesis.reward.equivalence.Verdict.Kind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pairs written from mathematics alone, without looking at what the comparison can do.
@DisplayNameGeneration(ReplaceUnderscores.class)
class IndependentPairsTest {
    private static final String BETWEEN = " ~ ";
    private final Equivalence equivalence = new Equivalence(EquivalencePolicy.DEFAULT);

    /// @param equal whether they mean the same
    record Pair(boolean equal, String gold, String answer) {
        static Pair of(String line) {
            var fields = line.split(BETWEEN, -1);
            return new Pair(fields[0].equals("="), fields[1], fields[2]);
        }

        @Override
        public String toString() {
            return gold + (equal ? " is " : " is not ") + answer;
        }
    }

    static Stream<Pair> same() throws IOException {
        return pairs().stream().filter(Pair::equal);
    }

    static Stream<Pair> different() throws IOException {
        return pairs().stream().filter(pair -> !pair.equal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("same")
    void what_means_the_same_is_equal(Pair pair) {
        assertEquals(Kind.EQUAL, equivalence.compare(pair.gold, pair.answer).kind());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("different")
    void what_does_not_is_never_equal(Pair pair) {
        assertNotEquals(Kind.EQUAL, equivalence.compare(pair.gold, pair.answer).kind());
    }

    private static List<Pair> pairs() throws IOException {
        try (var file = IndependentPairsTest.class.getResourceAsStream("independent-pairs.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("= ") || line.startsWith("! "))
                    .map(Pair::of)
                    .toList();
        }
    }
}
