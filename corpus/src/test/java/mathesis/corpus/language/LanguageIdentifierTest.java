package mathesis.corpus.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LanguageIdentifierTest {
    private static final String GERMAN =
            "Eine Funktion heißt stetig in einem Punkt, wenn ihr Grenzwert dort mit dem Funktionswert übereinstimmt.";

    private static String code(String text) {
        return LanguageIdentifier.identify(text).code();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "sentences.tsv", delimiter = '\t', quoteCharacter = '\u0001')
    void two_sentences_tell_the_language(String language, String sentences) {
        assertEquals(language, code(sentences));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "α β γ δ ε",
                "函数",
                "$\\frac{a}{b}$ \\(the quick brown fox jumps over the lazy dog\\)",
                "qwr zxt plk mnb vcx sdf hjk wqp zzx",
                "SO GL SL PSL PGL Sp SU SO GL SL",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                "12345 67890 3.14159 2.71828 1.41421 1.61803"
            })
    void what_is_no_text_has_no_language(String text) {
        assertEquals(new Language("und", 0), LanguageIdentifier.identify(text));
    }

    @Test
    void formulas_do_not_count() {
        var formula = " $$\\text{if the function is continuous then the limit of the function exists and is equal}$$ ";
        assertEquals("de", code(formula.repeat(5) + GERMAN + formula.repeat(5)));
        assertEquals("de", code(formula.replace("$$", "$").repeat(5) + GERMAN));
        assertEquals(
                "de", code("\\begin{aligned} the limit of the function exists and is equal \\end{aligned}" + GERMAN));
    }

    @Test
    void code_and_addresses_do_not_count() {
        var code = "```\nwhile the list is not empty do the next item of the list and print the result\n```\n";
        assertEquals("de", code(code.repeat(8) + GERMAN));
        assertEquals("de", code("https://www.example.org/this/is/the/address/of/the/page/ ".repeat(10) + GERMAN));
    }

    @Test
    void a_dollar_that_is_money_hides_no_more_than_a_line() {
        var english = "The price was $5 for each of the books that were sold in the shop on the corner of the street. ";
        assertEquals("en", code(english.repeat(4)));
    }

    @Test
    void japanese_is_told_from_chinese_by_its_kana() {
        assertEquals("zh", code("線性代數是關於向量空間和線性映射的數學分支。"));
        assertEquals("ja", code("線形代数は線形空間と線形写像を研究する数学の一分野である。"));
    }

    @Test
    void english_words_in_a_chinese_page_leave_it_chinese() {
        assertEquals("zh", code("Debian 是一个完全自由的操作系统，使用 apt-get 安装 package，并且 GNU Linux 是它的核心。"));
    }

    @Test
    void longer_texts_are_told_with_more_confidence() {
        var half = LanguageIdentifier.identify(GERMAN.substring(0, 50));
        var whole = LanguageIdentifier.identify(GERMAN);
        assertTrue(whole.confidence() > half.confidence(), half + " and " + whole);
    }

    @Test
    void many_threads_get_the_same_answers() {
        var texts = new String[] {
            GERMAN,
            "The limit of the function exists and is equal to its value at that point.",
            "La limite de la fonction existe et elle est égale à la valeur de la fonction en ce point."
        };
        var alone = IntStream.range(0, 3)
                .mapToObj(i -> LanguageIdentifier.identify(texts[i]))
                .toList();
        var wrong = IntStream.range(0, 600)
                .parallel()
                .filter(i -> !LanguageIdentifier.identify(texts[i % 3]).equals(alone.get(i % 3)))
                .count();
        assertEquals(0, wrong);
    }

    @Test
    void a_confidence_outside_of_0_to_1_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Language("de", 1.5f));
        assertThrows(IllegalArgumentException.class, () -> new Language("de", Float.NaN));
    }
}
