package mathesis.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vocabulary by hand: the three special pieces, 256 bytes, then the pieces below.
@DisplayNameGeneration(ReplaceUnderscores.class)
class Llama2cTokenizerTest {
    private static final int FIRST = 259;
    private static final List<String> PIECES = List.of(" ", "a", "b", "c", "ab", "bc", " a", "abc", "é");
    private static final float[] SCORES = {-10, -11, -12, -13, -1, -2, -3, -9, -14};

    private @TempDir Path folder;
    private Llama2cTokenizer tokenizer;

    @BeforeEach
    void writeAndLoad() throws IOException {
        tokenizer = Llama2cTokenizer.load(write(), FIRST + PIECES.size());
    }

    @Test
    void the_best_score_merges_first_and_a_space_goes_in_front() {
        // ab (-1) before bc (-2) and " a" (-3); then abc (-9) from ab and c.
        assertArrayEquals(new int[] {1, id(" "), id("abc")}, tokenizer.encode("abc", true));
        assertArrayEquals(new int[] {id(" a"), id("a")}, tokenizer.encode("aa", false));
        assertArrayEquals(new int[] {id(" "), id("bc"), id("bc")}, tokenizer.encode("bcbc", false));
    }

    @Test
    void the_empty_text_gets_no_space() {
        assertArrayEquals(new int[] {1}, tokenizer.encode("", true));
    }

    @Test
    void characters_without_a_piece_are_bytes() {
        assertArrayEquals(new int[] {id(" "), 3 + 0xC3, 3 + 0xA8, id("é"), 3 + '\n'}, tokenizer.encode("èé\n", false));
        assertArrayEquals(new int[] {id(" "), 3 + 0xF0, 3 + 0x9F, 3 + 0x99, 3 + 0x82}, tokenizer.encode("🙂", false));
    }

    @Test
    void decoding_takes_the_space_after_the_beginning_away() {
        assertEquals("abc è🙂", tokenizer.decode(tokenizer.encode("abc è🙂", true), true));
        assertEquals(" abc", tokenizer.decode(tokenizer.encode("abc", false), true));
        assertEquals("<s>abc</s>", tokenizer.decode(new int[] {1, id(" "), id("abc"), 2}, false));
    }

    @Test
    void a_stream_holds_bytes_back_until_the_character_is_whole() {
        var stream = tokenizer.streamingDecoder(true);
        var pieces = new ArrayList<String>();
        for (int id : tokenizer.encode("🙂", true)) {
            pieces.add(stream.append(id));
        }
        assertEquals(List.of("", "", "", "", "", "🙂"), pieces);
        stream.append(3 + 0xC3);
        assertEquals("\uFFFD", stream.finish());
    }

    @Test
    void special_tokens_in_a_text_stay_text() {
        assertEquals(1, tokenizer.id("<s>").orElseThrow());
        assertEquals(2, tokenizer.id("</s>").orElseThrow());
        assertTrue(Arrays.stream(tokenizer.encode("<s>", false)).noneMatch(id -> id == 1));
    }

    @Test
    void a_file_cut_short_is_refused_with_the_piece() throws IOException {
        var file = Files.write(folder.resolve("short.bin"), Arrays.copyOf(Files.readAllBytes(write()), 100));
        var refusal = assertThrows(TokenizerFormatException.class, () -> Llama2cTokenizer.load(file, FIRST));
        assertTrue(refusal.getMessage().contains("ends within piece"), refusal.getMessage());
    }

    @Test
    void a_vocabulary_of_text_lines_has_its_line_numbers_as_ids() throws IOException {
        var file = Files.writeString(folder.resolve("v.vocab"), "<unk>\t0\n<s>\t0\n</s>\t0\n▁\t-0\ne\t-1\na\t-2\n");
        var characters = Llama2cTokenizer.loadVocabulary(file);
        assertArrayEquals(new int[] {1, 3, 5, 4, 3, 4}, characters.encode("ae e", true));
        assertEquals("ae e", characters.decode(new int[] {1, 3, 5, 4, 3, 4}, true));
        var unknown = assertThrows(IllegalArgumentException.class, () -> characters.encode("ax", false));
        assertTrue(unknown.getMessage().contains("'x' (U+0078)"), unknown.getMessage());
    }

    @Test
    void pieces_of_equal_score_merge_from_the_left() throws IOException {
        var file = Files.writeString(
                folder.resolve("v.vocab"), "<unk>\t0\n<s>\t0\n</s>\t0\n▁\t-9\na\t-9\nb\t-9\nc\t-9\nbc\t-1\nab\t-1\n");
        assertArrayEquals(
                new int[] {3, 8, 6}, Llama2cTokenizer.loadVocabulary(file).encode("abc", false));
    }

    @Test
    void a_million_letters_without_a_space_take_little_time() {
        var word = "ab".repeat(1 << 19);
        double seconds =
                CpuTime.secondsOf(() -> assertEquals(word, tokenizer.decode(tokenizer.encode(word, true), true)));
        assertTrue(seconds < 4, seconds + " s");
    }

    private static int id(String piece) {
        return FIRST + PIECES.indexOf(piece);
    }

    private Path write() throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(6).array());
        put(file, "<unk>", 0);
        put(file, "\n<s>\n", 0);
        put(file, "\n</s>\n", 0);
        for (int b = 0; b < 256; b++) {
            put(file, "<0x%02X>".formatted(b), 0);
        }
        for (int i = 0; i < PIECES.size(); i++) {
            put(file, PIECES.get(i), SCORES[i]);
        }
        return Files.write(folder.resolve("tokenizer.bin"), file.toByteArray());
    }

    private static void put(ByteArrayOutputStream file, String piece, float score) {
        var bytes = piece.getBytes(StandardCharsets.UTF_8);
        var entry = ByteBuffer.allocate(8 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        file.writeBytes(entry.putFloat(score).putInt(bytes.length).put(bytes).array());
    }
}
