package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DictionaryTest {
    @Test
    void words_come_before_labels_and_frequent_ones_first() throws IOException {
        var dictionary = built("b a __label__x b\n__label__y __label__y c c c\n", 1, 0);
        assertEquals(List.of("c 3", "b 2", "</s> 2", "a 1", "__label__y 2", "__label__x 1"), entries(dictionary));
        assertEquals(4, dictionary.words());
        assertEquals(2, dictionary.labels());
        assertEquals("__label__y", dictionary.label(0));
        assertEquals(11, dictionary.tokens());
    }

    @Test
    void rare_words_are_dropped_and_rare_labels_kept_but_all_tokens_counted() throws IOException {
        var dictionary = built("b a __label__x b\n", 2, 0);
        assertEquals(List.of("b 2", "__label__x 1"), entries(dictionary));
        assertEquals(Dictionary.UNKNOWN, dictionary.find("a"));
        assertEquals(5, dictionary.tokens());
        assertEquals(List.of("b 2"), entries(built("b a __label__x b\n", 2, 2)));
    }

    @Test
    void any_of_seven_bytes_ends_a_word_and_only_a_newline_is_a_token() throws IOException {
        var dictionary = built("a a\ta\u000ba\fa\ra\0a\u3000a\n\n \n", 1, 0);
        assertEquals(List.of("a 6", "</s> 3", "a\u3000a 1"), entries(dictionary));
    }

    @Test
    void a_text_without_a_newline_at_its_end_has_no_end_of_line_there() throws IOException {
        assertEquals(List.of("a 1"), entries(built("a", 1, 0)));
    }

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void a_word_may_be_cut_anywhere_while_it_is_read(int step) throws IOException {
        var text = SmallModels.TEXT + "x".repeat(200_000) + " end";
        var slow = new DictionaryBuilder()
                .addAll(stepping(text.getBytes(UTF_8), step))
                .build(1, 0);
        var whole = built(text, 1, 0);
        assertEquals(entries(whole), entries(slow));
        assertEquals(200_000, whole.length(whole.find("x".repeat(200_000))));
    }

    @Test
    void beyond_its_most_entries_the_threshold_rises_by_one_each_time() throws IOException {
        var builder = new DictionaryBuilder(3);
        // d is the fourth: what came once goes, d itself too; then e, f and g fill up, and a must have come three times
        builder.addAll(new ByteArrayInputStream("a a b b c d".getBytes(UTF_8)));
        builder.addAll(new ByteArrayInputStream(" e a f".getBytes(UTF_8)));
        var dictionary = builder.build(1, 0);
        assertEquals(List.of("a 3"), entries(dictionary));
        assertEquals(9, dictionary.tokens());
    }

    @Test
    void no_word_at_all_is_an_error() {
        var message = assertThrows(IllegalArgumentException.class, () -> built("a b c", 2, 0))
                .getMessage();
        assertTrue(message.contains("a smaller minCount may help"), message);
    }

    @Test
    void every_word_is_found_under_its_id_and_no_other() throws IOException {
        var builder = new DictionaryBuilder();
        for (int i = 0; i < 20_000; i++) {
            byte[] word = ("w" + i).getBytes(UTF_8);
            builder.add(word, 0, word.length);
        }
        var dictionary = builder.build(1, 0);
        assertEquals(20_000, dictionary.words());
        for (int id = 0; id < dictionary.words(); id++) {
            assertEquals(id, dictionary.find(dictionary.text(id)));
        }
        assertEquals(Dictionary.UNKNOWN, dictionary.find("w20000"));
        assertEquals(Dictionary.UNKNOWN, dictionary.find(""));
    }

    @Test
    void the_training_text_of_a_golden_model_gives_its_dictionary() throws IOException {
        try (var text = new GZIPInputStream(Files.newInputStream(GoldenFiles.file("two.train.txt.gz")))) {
            var dictionary = new DictionaryBuilder().addAll(text).build(3, 0);
            var golden = GoldenFiles.model("a-softmax-ng3.bin").dictionary();
            assertEquals(golden.tokens(), dictionary.tokens());
            assertEquals(golden.words(), dictionary.words());
            assertEquals(new HashSet<>(entries(golden)), new HashSet<>(entries(dictionary)));
            for (int id = 0; id < golden.size(); id++) { // ties may come in any order
                assertEquals(golden.count(id), dictionary.count(id));
            }
        }
    }

    @Test
    void a_golden_dictionary_prints_as_the_reference_program_dumps_it() throws IOException {
        var golden = GoldenFiles.model("a-softmax-ng3.bin").dictionary();
        var expected = GoldenFiles.lines("a-softmax-ng3.dict.txt");
        assertEquals(Integer.toString(golden.size()), expected.getFirst());
        for (int id = 0; id < golden.size(); id++) {
            var kind = golden.isLabel(id) ? "label" : "word";
            assertEquals(expected.get(id + 1), golden.text(id) + " " + golden.count(id) + " " + kind);
        }
    }

    private static Dictionary built(String text, int minCount, int minCountLabel) throws IOException {
        return new DictionaryBuilder()
                .addAll(new ByteArrayInputStream(text.getBytes(UTF_8)))
                .build(minCount, minCountLabel);
    }

    private static List<String> entries(Dictionary dictionary) {
        return IntStream.range(0, dictionary.size())
                .mapToObj(id -> dictionary.text(id) + " " + dictionary.count(id))
                .toList();
    }

    /// A stream that never gives more than so many bytes.
    private static InputStream stepping(byte[] text, int step) {
        return new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] to, int at, int most) {
                return super.read(to, at, Math.min(step, most));
            }
        };
    }
}
