package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mathesis.corpus.classify.ModelArguments.Loss;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ModelFileTest {
    private static final int ENTRIES = 14 * Integer.BYTES + 8;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void inTheFolder() {
        file = folder.resolve("model.bin");
    }

    @Test
    void a_file_put_together_by_hand_predicts_what_was_worked_out_by_hand() throws IOException {
        Files.write(file, byHand(12, 0));
        var model = FastTextModel.read(file);
        // hidden = ((1, 0) + (0, 1)) / 2; x scores (2, 0) . hidden = 1 and y 0, so p(x) = e / (e + 1)
        var predictions = model.predict("a".getBytes(UTF_8), 2, 0);
        assertEquals(
                List.of("__label__x", "__label__y"),
                predictions.stream().map(Prediction::label).toList());
        assertEquals(0.7310586 + 1e-5, predictions.get(0).probability(), 1e-6);
        assertEquals(0.2689414 + 1e-5, predictions.get(1).probability(), 1e-6);
        assertEquals(1, model.predict("a".getBytes(UTF_8), 1, 0).size());
        assertEquals(1, model.predict("a".getBytes(UTF_8), 2, 0.5f).size());
        assertEquals(7, model.dictionary().tokens());
        assertEquals(3, model.dictionary().count(model.dictionary().find("a")));
    }

    @Test
    void a_file_put_together_by_hand_is_written_again_byte_by_byte() throws IOException {
        Files.write(file, byHand(12, 0));
        var again = folder.resolve("again.bin");
        FastTextModel.read(file).write(again);
        assertArrayEquals(byHand(12, 0), Files.readAllBytes(again));
    }

    @Test
    void a_model_may_be_written_over_the_file_it_was_read_from() throws IOException {
        Files.write(file, byHand(12, 0));
        FastTextModel.read(file).write(file);
        assertArrayEquals(byHand(12, 0), Files.readAllBytes(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void version_11_knew_no_ngrams_of_characters_and_is_written_as_12() throws IOException {
        Files.write(file, byHand(11, 3));
        var model = FastTextModel.read(file);
        assertEquals(0, model.arguments().maxn());
        model.write(file);
        assertArrayEquals(byHand(12, 0), Files.readAllBytes(file));
    }

    @ParameterizedTest(name = "{0}, buckets {3}, quantized in parts of {4}")
    @CsvSource({
        "SOFTMAX, 1, 0, 0, 0",
        "HIERARCHICAL_SOFTMAX, 2, 0, 50, 0",
        "ONE_VS_ALL, 1, 3, 50, 0",
        "SOFTMAX, 3, 0, 99, 1",
        "NEGATIVE_SAMPLING, 2, 3, 99, 2",
        "SOFTMAX, 2, 0, 99, 5",
    })
    void a_model_of_ours_survives_its_file(Loss loss, int wordNgrams, int maxn, int bucket, int dsub)
            throws IOException {
        var arguments = SmallModels.arguments(loss, 5, wordNgrams, bucket, 2, maxn);
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var model = dsub == 0
                ? SmallModels.dense(arguments, dictionary, 1)
                : SmallModels.quantized(arguments, dictionary, dsub, 1);
        model.write(file);
        var read = FastTextModel.read(file);
        assertEquals(arguments, read.arguments());
        SmallModels.TEXT.lines().forEach(line -> {
            byte[] utf8 = line.getBytes(UTF_8);
            assertEquals(model.predict(utf8, 3, 0), read.predict(utf8, 3, 0));
        });
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "0, 7, the magic number is wrong",
        "4, 13, version is 13; can read 11 and 12",
        "8, 0, dim is 0; must be at least 1",
        "8, 3, matrices of 2 and 2 columns; dim is 3",
        "28, 1000000, wordNgrams is 1000000; must be at most 100",
        "32, 5, loss is number 5; must lie in 1 to 4",
        "36, 1, model is cbow; can read supervised ones only",
        "36, 9, model is number 9; can read supervised ones only",
        "40, -1, bucket is -1; must not be negative",
        "28, 2, n-grams need a bucket",
        "64, 2147483647, 2 words and 2 labels are not 2147483647",
        "68, -2, -2 words and 2 labels",
        "84, 1, but the input matrix is not quantized",
    })
    void a_file_that_lies_is_refused_with_the_reason(int offset, int value, String reason) throws IOException {
        Files.write(file, with(byHand(12, 0), offset, value));
        var message = assertThrows(ModelFileException.class, () -> FastTextModel.read(file))
                .getMessage();
        assertTrue(message.startsWith(file + ", byte "), message);
        // a dictionary that claims one pruned bucket eats eight bytes of what follows, and fails there
        assertTrue(message.contains(reason) || offset == 84, message);
    }

    @Test
    void a_dictionary_of_two_billion_words_in_a_small_file_takes_no_memory() throws IOException {
        byte[] lying = with(with(byHand(12, 0), 64, Integer.MAX_VALUE), 68, Integer.MAX_VALUE - 2);
        Files.write(file, lying);
        var message = assertThrows(ModelFileException.class, () -> FastTextModel.read(file))
                .getMessage();
        assertTrue(message.contains("2147483647 of at least 10 bytes each"), message);
    }

    @Test
    void a_matrix_larger_than_the_file_takes_no_memory() throws IOException {
        byte[] lying = byHand(12, 0);
        int rows = lying.length - 2 * (2 * 8 + 4 * 4) - 1;
        Files.write(file, with(lying, rows + 4, Integer.MAX_VALUE));
        var message = assertThrows(ModelFileException.class, () -> FastTextModel.read(file))
                .getMessage();
        assertTrue(message.contains("rows of the input matrix"), message);
    }

    @Test
    void bytes_behind_the_model_are_refused() throws IOException {
        Files.write(file, Arrays.copyOf(byHand(12, 0), byHand(12, 0).length + 3));
        var message = assertThrows(ModelFileException.class, () -> FastTextModel.read(file))
                .getMessage();
        assertTrue(message.endsWith("3 bytes follow the model"), message);
    }

    /// dim 2; words a, at 3, and the end of the line, at 2; labels x and y, at 1 each.
    private static byte[] byHand(int version, int maxn) {
        var bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : new int[] {793712314, version, 2, 5, 3, 1, 5, 1, 3, 3, 0, 0, maxn, 100}) {
            bytes.putInt(value);
        }
        bytes.putDouble(1e-4);
        assertEquals(ENTRIES, bytes.position());
        bytes.putInt(4).putInt(2).putInt(2).putLong(7).putLong(-1);
        bytes.put("a\0".getBytes(UTF_8)).putLong(3).put((byte) 0);
        bytes.put("</s>\0".getBytes(UTF_8)).putLong(2).put((byte) 0);
        bytes.put("__label__x\0".getBytes(UTF_8)).putLong(1).put((byte) 1);
        bytes.put("__label__y\0".getBytes(UTF_8)).putLong(1).put((byte) 1);
        bytes.put((byte) 0)
                .putLong(2)
                .putLong(2)
                .putFloat(1)
                .putFloat(0)
                .putFloat(0)
                .putFloat(1);
        bytes.put((byte) 0)
                .putLong(2)
                .putLong(2)
                .putFloat(2)
                .putFloat(0)
                .putFloat(0)
                .putFloat(0);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] with(byte[] bytes, int offset, int value) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return changed;
    }
}
