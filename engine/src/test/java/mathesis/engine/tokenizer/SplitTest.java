package mathesis.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The scanners against the regular expressions that they stand for.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SplitTest {
    private static final Component COMPONENT = new Component("tokenizer.json", MissingNode.getInstance());

    static Stream<Arguments> scanners() {
        return Stream.of(
                Arguments.of(LlamaSplit.BY_THREES, LlamaSplit.class),
                Arguments.of(LlamaSplit.ONE_BY_ONE, LlamaSplit.class),
                Arguments.of(Gpt2Split.PATTERN, Gpt2Split.class),
                Arguments.of(TrailingSpaceSplit.PATTERN, TrailingSpaceSplit.class),
                Arguments.of("[\r\n]", RunSplit.class),
                Arguments.of("\\s?\\p{L}+", RunSplit.class),
                Arguments.of("\\s?\\p{P}+", RunSplit.class),
                Arguments.of("\\p{N}", RunSplit.class),
                Arguments.of("\\s?[A-Za-zµÀ-ÖØ-öø-ƺ\uD801\uDC00-\uD801\uDC4F]+", RunSplit.class),
                Arguments.of("\\s?[!-/:-~！-／：-～‘-‟\u3000-。]+", RunSplit.class),
                Arguments.of("[一-龥ࠀ-一가-퟿]+", RunSplit.class));
    }

    @ParameterizedTest(name = "seed 7: {0}")
    @MethodSource("scanners")
    void a_scanner_cuts_where_its_regular_expression_does(String regex, Class<?> scanner) throws Exception {
        var fast = SplitPattern.compile(COMPONENT, regex);
        var plain = RegexSplit.compile(COMPONENT, regex);
        assertInstanceOf(scanner, fast);
        var random = new SplittableRandom(7);
        for (int i = 0; i < 3000; i++) {
            var text = RandomTexts.next(random, 24);
            assertEquals(pieces(plain, text), pieces(fast, text), () -> "of «" + text + "»");
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "1234567, 123|456|7",
        "It'Sok, It|'S|ok",
        "we'ſx, we|'ſ|x",
        "a  b, a| | b",
        "x^2+y, x|^|2|+y",
        "'  end', ' | end'",
    })
    void llama_cuts_numbers_by_threes_and_keeps_one_space_with_a_word(String text, String expected) {
        assertEquals(List.of(expected.split("\\|")), pieces(new LlamaSplit(3), text));
    }

    @Test
    void white_space_at_the_end_of_every_line_is_isolated() {
        assertEquals(List.of("a", "  ", "\nb", " "), pieces(new TrailingSpaceSplit(), "a  \nb "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\w+", "\\p{Han}+", "(?<=a)b", "\\p{N}{1,3}+", "(ab)*", "a\\1", "[a&&b]", "[[:alpha:]]", "."})
    void syntax_that_regex_engines_read_differently_is_refused(String regex) {
        var refusal = assertThrows(TokenizerFormatException.class, () -> SplitPattern.compile(COMPONENT, regex));
        assertTrue(refusal.getMessage().contains(regex));
    }

    private static List<String> pieces(Split split, String text) {
        var pieces = new ArrayList<String>();
        split.split(
                text.toCharArray(),
                0,
                text.length(),
                (chars, from, to) -> pieces.add(new String(chars, from, to - from)));
        return pieces;
    }
}
