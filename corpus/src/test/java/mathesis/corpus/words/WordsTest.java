package mathesis.corpus.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WordsTest {
    private static final String[] PIECES = {
        "a", "Z", "word", "9", " ", "\n", ".", ",", "\\", "\\frac", "\\\\", "{", "+", "++", "-", "=", "^", "é", "É",
        "ß", "я", "芳", "々", "の", "カ", "ｶ", "ー", "한", "∑", "≤", "≤≤", "Ａ", "９", "＋", "＼", "²", "½", "\u0301", "😀", "𝑥",
        "𠀀", "\uFFFD", "\u00a0", "\u200b", "İ", "K"
    };

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Let x, y be REAL.          | let x y be real         | let x y be real",
                "x^2 + 3y >= 0              | x 2 3y 0                | x ^ 2 + 3y > = 0",
                "\\frac{a}{\\Alpha1} \\( \\\\beta | \\frac a \\alpha 1 \\beta | \\frac a \\alpha 1 \\beta",
                "芳芳有99页，看了x页。        | 芳 芳 有 99 页 看 了 x 页 | 芳 芳 有 99 页 看 了 x 页",
                "ＡＢ９＋１ caféÉ             | ab9 1 caféé             | ab9 + 1 caféé",
                "---- a -- b ≤ c            | a b c                   | - a - b ≤ c",
                "don't 1,000.5              | don t 1 000 5           | don t 1 000 5",
            })
    void words_worked_by_hand(String text, String separating, String words) {
        assertEquals(separating, joined(Symbols.SEPARATE, text));
        assertEquals(words, joined(Symbols.ARE_WORDS, text));
    }

    @Test
    void a_word_knows_its_place() {
        assertEquals(
                List.of(new Words.Word("ab", 1, 3), new Words.Word("\\pi", 4, 7), new Words.Word("中", 7, 8)),
                new Words(Symbols.SEPARATE).of("(Ab)\\Pi中"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_scanner_finds_the_hashes_of_the_plain_words(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            for (var symbols : Symbols.values()) {
                assertArrayEquals(
                        plain(symbols, text.toString()),
                        scanned(symbols, text.toString(), 1 + random.nextInt(9)),
                        text::toString);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytes_that_are_no_utf8_separate(Symbols symbols) {
        byte[] damaged = {
            'a',
            (byte) 0xc3,
            'b',
            (byte) 0xe4,
            (byte) 0xb8,
            'c',
            (byte) 0xff,
            'd',
            (byte) 0xc0,
            (byte) 0x80,
            'e',
            (byte) 0xed,
            (byte) 0xa0,
            (byte) 0x80,
            'f',
            (byte) 0xf4,
            (byte) 0x90,
            (byte) 0x80,
            (byte) 0x80,
            'g',
            (byte) 0xf0
        };
        assertArrayEquals(plain(symbols, "a b c d e f g"), scanned(symbols, damaged, 3));
    }

    @Test
    void a_word_may_be_as_long_as_a_text() {
        var text = "я".repeat(300_000);
        assertArrayEquals(plain(Symbols.SEPARATE, text), scanned(Symbols.SEPARATE, text, 4));
    }

    @ParameterizedTest(name = "{0} words")
    @ValueSource(ints = {0, 1, 7, 1023, 1024, 1025, 2500})
    void the_scanner_passes_over_words(int words) {
        var utf8 = "ab, ".repeat(2600).getBytes(StandardCharsets.UTF_8);
        var scanner = new WordScanner(Symbols.SEPARATE);
        scanner.begin(utf8, 0, utf8.length);
        assertEquals(Math.max(0, 4 * words - 2), scanner.skip(words));
        assertEquals(4 * words + 2, scanner.skip(1));
        assertEquals(utf8.length, scanner.skip(3000));
    }

    @Test
    void different_words_hash_differently() {
        assertNotEquals(WordHash.of("ab"), WordHash.of("ba"));
        assertNotEquals(WordHash.of("frac"), WordHash.of("\\frac"));
    }

    private static String joined(Symbols symbols, String text) {
        return String.join(
                " ", new Words(symbols).of(text).stream().map(Words.Word::text).toList());
    }

    private static long[] plain(Symbols symbols, String text) {
        return new Words(symbols)
                .of(text).stream().mapToLong(word -> WordHash.of(word.text())).toArray();
    }

    private static long[] scanned(Symbols symbols, String text, int batch) {
        return scanned(symbols, text.getBytes(StandardCharsets.UTF_8), batch);
    }

    private static long[] scanned(Symbols symbols, byte[] utf8, int batch) {
        var scanner = new WordScanner(symbols);
        scanner.begin(utf8, 0, utf8.length);
        var all = new long[utf8.length + batch];
        var some = new long[batch];
        int count = 0;
        int read;
        do {
            read = scanner.next(some, 0);
            System.arraycopy(some, 0, all, count, read);
            count += read;
        } while (read == batch);
        return Arrays.copyOf(all, count);
    }
}
