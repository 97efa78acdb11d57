package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import mathesis.corpus.classify.ModelArguments.Loss;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LineMeansTest {
    private static final double ROUNDING = 1e-12;
    private static final String SPACES = " \t\n\u000b\f\r\0";

    private static final String[] PIECES = {
        "__label__math",
        "__label__unseen",
        "__label__",
        "x",
        "unseen",
        "unseenword",
        "an-unseen-word-of-many-bytes",
        "\u3000",
        "\u0085",
        "\u00a0",
        "\u0001",
        "\u001f!",
        "\u007f",
        "</s",
        "</s>x"
    };

    @ParameterizedTest(name = "n-grams up to {0}, seed {1}")
    @CsvSource({"1, 1", "1, 2", "2, 3", "2, 4", "3, 5", "3, 6", "3, 7", "5, 8", "5, 9", "100, 10"})
    void means_by_words_are_means_by_features(int wordNgrams, long seed) {
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var arguments = SmallModels.arguments(Loss.SOFTMAX, 1, wordNgrams, wordNgrams > 1 ? 997 : 0, 0, 0);
        float[] weights = weights(dictionary.words() + arguments.bucket(), seed);
        var words = LineMeans.of(arguments, dictionary, weights);
        assertTrue(words instanceof WordMeans);
        var features = new FeatureMeans(arguments, dictionary, weights);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            byte[] text = text(dictionary, random, i % 10 == 0 ? 2000 : random.nextInt(40));
            int from = random.nextInt(text.length + 1);
            int to = random.nextInt(from, text.length + 1);
            assertEquals(features.mean(text, from, to), words.mean(text, from, to), ROUNDING);
        }
    }

    @ParameterizedTest(name = "{0} bytes before the end of the array")
    @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65})
    void bytes_outside_the_range_do_not_count(int behind) {
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var arguments = SmallModels.arguments(Loss.SOFTMAX, 1, 3, 997, 0, 0);
        var means = LineMeans.of(arguments, dictionary, weights(dictionary.words() + 997, 1));
        for (var line : SmallModels.TEXT.lines().toList()) {
            byte[] alone = line.getBytes(UTF_8);
            byte[] within = new byte[11 + alone.length + behind];
            Arrays.fill(within, (byte) 'z');
            System.arraycopy(alone, 0, within, 11, alone.length);
            assertEquals(means.mean(alone, 0, alone.length), means.mean(within, 11, 11 + alone.length), ROUNDING, line);
        }
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"an odd </s> prime", "</s> an odd prime", "an odd </s>"})
    void a_line_ends_where_its_end_is_written_out(String line) {
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var arguments = SmallModels.arguments(Loss.SOFTMAX, 1, 3, 997, 0, 0);
        var means = LineMeans.of(arguments, dictionary, weights(dictionary.words() + 997, 1));
        byte[] whole = line.getBytes(UTF_8);
        byte[] head = line.substring(0, line.indexOf("</s>")).getBytes(UTF_8);
        assertEquals(means.mean(head, 0, head.length), means.mean(whole, 0, whole.length), ROUNDING);
    }

    private static float[] weights(int count, long seed) {
        var random = new SplittableRandom(seed);
        var weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = i % 7 == 0 ? 0 : (float) random.nextDouble(-1, 1);
        }
        return weights;
    }

    /// Known and unknown words, labels, white space of every kind and bytes that are no UTF-8; now and then `</s>`.
    private static byte[] text(Dictionary dictionary, SplittableRandom random, int tokens) {
        var text = new ByteArrayOutputStream();
        for (int i = 0; i < tokens; i++) {
            int kind = random.nextInt(20);
            if (kind < 12) {
                text.writeBytes(dictionary.bytes(random.nextInt(dictionary.words())));
            } else if (kind < 18) {
                text.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
            } else {
                text.write(random.nextInt());
                text.write(random.nextInt());
            }
            for (int spaces = random.nextInt(8) == 0 ? random.nextInt(80) : 1; spaces > 0; spaces--) {
                text.write(SPACES.charAt(random.nextInt(SPACES.length())));
            }
        }
        return text.toByteArray();
    }
}
