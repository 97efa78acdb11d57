package mathesis.corpus.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassifierTextTest {
    @ParameterizedTest(name = "[{0}] becomes [{1}]")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Let $x_1 = \\frac{1}{2}$ | let $ x _ 0 = \\frac { 0 } { 0 } $",
                "A  \t B | a b",
                "(don't) | ( don ' t )",
                "12.5 | 00 . 0",
                "\\Gamma\\gamma2\\{x\\} | \\Gamma \\gamma 0 \\{ x \\}",
                "\\\\ \\1 \\ x\\ | \\\\ \\0 \\ x \\",
                "\\é | \\ é",
                "Ünïcode∈A | Ünïcode∈a",
                "a\u00A0b\u3000c\u2003d | a b c d",
                "__label__math </s> | _ _ label _ _ math < / s >",
                "\"\" | \"\"",
                "\"  \t \" | \"\"",
            })
    void text_becomes_a_line(String text, String line) {
        assertEquals(line, normalized(text));
    }

    @Test
    void control_characters_and_newlines_are_spaces() {
        assertEquals("a b c d", normalized("a\nb\0c\u007Fd\r\n"));
    }

    @ParameterizedTest(name = "seed {0}: a line stays as it is, fits and holds no label")
    @ValueSource(longs = {1, 2, 3, 4})
    void a_line_stays_as_it_is_fits_and_holds_no_label(long seed) {
        var random = new Random(seed);
        byte[] alphabet = {
            'a',
            'B',
            '_',
            '\\',
            '\\',
            '7',
            ' ',
            '\n',
            '{',
            '.',
            0,
            (byte) 0xC2,
            (byte) 0xA0,
            (byte) 0xE2,
            (byte) 0x80,
            (byte) 0x8B,
            (byte) 0xE3,
            (byte) 0xFF
        };
        for (int round = 0; round < 2000; round++) {
            byte[] text = new byte[random.nextInt(40)];
            for (int i = 0; i < text.length; i++) {
                text[i] = alphabet[random.nextInt(alphabet.length)];
            }
            byte[] once = normalized(text);
            assertTrue(once.length <= ClassifierText.longest(text.length));
            assertEquals(Arrays.toString(once), Arrays.toString(normalized(once)), Arrays.toString(text));
            var line = new String(once, StandardCharsets.ISO_8859_1);
            assertFalse(line.contains("__") || line.contains("  ") || line.startsWith(" ") || line.endsWith(" "), line);
        }
    }

    @Test
    void a_range_is_read_and_nothing_beside_it() {
        byte[] out = new byte[4];
        int length = ClassifierText.normalize("\u3000ab".getBytes(StandardCharsets.UTF_8), 3, 5, out);
        assertEquals("ab", new String(out, 0, length, StandardCharsets.UTF_8));
        assertEquals(0, ClassifierText.normalize(new byte[] {'a'}, 1, 1, out));
        assertEquals(1, ClassifierText.normalize(new byte[] {(byte) 0xE2, (byte) 0x80, (byte) 0x80}, 0, 1, out));
    }

    @Test
    void pieces_are_of_nearly_the_same_length() {
        assertEquals(List.of("a b c", "d e f g"), ClassifierText.pieces("a b c d e f g", 4));
        assertEquals(List.of("a b", "c d"), ClassifierText.pieces("a b c d", 2));
        assertEquals(List.of("a b c d"), ClassifierText.pieces("A b\nc d", Integer.MAX_VALUE));
        assertEquals(List.of("a", "b"), ClassifierText.pieces("a b", 1));
        assertEquals(List.of(), ClassifierText.pieces(" \n ", 60));
        assertThrows(IllegalArgumentException.class, () -> ClassifierText.pieces("a", 0));
    }

    private static String normalized(String text) {
        return new String(normalized(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static byte[] normalized(byte[] text) {
        byte[] out = new byte[ClassifierText.longest(text.length)];
        return Arrays.copyOf(out, ClassifierText.normalize(text, 0, text.length, out));
    }
}
