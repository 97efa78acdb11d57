package mathesis.corpus.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import mathesis.corpus.classify.ModelArguments.Loss;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileModelTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MUTATIONS = 3000;
    /// Heap that reading may take: a multiple of the file, and what the first message ever costs the JVM.
    private static final int MULTIPLE = 32;

    private static final int BESIDE = 4 << 20;
    private static final int[] VALUES = {0, 1, -1, 2, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 28};

    @TempDir
    private Path folder;

    enum Kind {
        TREE,
        CHARACTERS,
        PRUNED
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"TREE, 1", "TREE, 2", "CHARACTERS, 3", "CHARACTERS, 4", "PRUNED, 5", "PRUNED, 6"})
    void a_damaged_file_is_refused_or_predicts_and_takes_little_memory(Kind kind, long seed) throws IOException {
        byte[] bytes = bytes(kind);
        var random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            refused += refuses(damaged(bytes, random)) ? 1 : 0;
        }
        assertTrue(refused > MUTATIONS / 10 && refused < MUTATIONS, refused + " of " + MUTATIONS + " refused");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Kind.class)
    void a_file_cut_anywhere_is_refused(Kind kind) throws IOException {
        byte[] bytes = bytes(kind);
        int step = 1 + bytes.length / 3000;
        for (int length = 0; length < bytes.length; length += step) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(ModelFileException.class, () -> read(cut), () -> "cut at " + cut.length);
        }
    }

    private static boolean refuses(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            predict(read(bytes));
            return false;
        } catch (ModelFileException e) {
            return true;
        } finally {
            long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(taken < (long) MULTIPLE * bytes.length + BESIDE, taken + " bytes for a file of " + bytes.length);
        }
    }

    private static void predict(FastTextModel model) {
        model.predict("let x be an odd prime abcdefgh unknown".getBytes(UTF_8), 3, 0);
    }

    private static FastTextModel read(byte[] bytes) throws ModelFileException {
        return new ModelReader(new ModelCursor(Path.of("damaged"), MemorySegment.ofArray(bytes))).read();
    }

    /// Changes a few bytes, or one number of the head, or one anywhere; sometimes cuts or lengthens the file as well.
    private static byte[] damaged(byte[] bytes, SplittableRandom random) {
        byte[] damaged =
                random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(2 * bytes.length)) : bytes.clone();
        var numbers = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        if (damaged.length < 100) {
            return damaged;
        }
        switch (random.nextInt(3)) {
            case 0 -> numbers.putInt(Integer.BYTES * random.nextInt(24), VALUES[random.nextInt(VALUES.length)]);
            case 1 -> numbers.putInt(random.nextInt(damaged.length - 3), VALUES[random.nextInt(VALUES.length)]);
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
            }
        }
        return damaged;
    }

    private byte[] bytes(Kind kind) throws IOException {
        var dictionary = SmallModels.dictionary(SmallModels.TEXT);
        var model = switch (kind) {
            case TREE ->
                SmallModels.dense(SmallModels.arguments(Loss.HIERARCHICAL_SOFTMAX, 3, 2, 20, 0, 0), dictionary, 1);
            case CHARACTERS -> SmallModels.dense(SmallModels.arguments(Loss.ONE_VS_ALL, 3, 1, 30, 2, 3), dictionary, 1);
            case PRUNED -> SmallModels.quantized(SmallModels.arguments(Loss.SOFTMAX, 3, 3, 30, 0, 0), dictionary, 2, 1);
        };
        var file = folder.resolve("model");
        model.write(file);
        return Files.readAllBytes(file);
    }
}
