package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassifierCommandsTest {
    private static final List<Object> SMALL =
            List.of("--dim", 8, "--bucket", 500, "--lr", 0.5, "--epoch", 20, "--min-count", 1);

    @TempDir
    private Path folder;

    private Path text;
    private Path model;

    @BeforeEach
    void text() throws IOException {
        text = Files.writeString(folder.resolve("text.txt"), lines(60, 1));
        model = folder.resolve("m.bin");
    }

    @Test
    void what_is_trained_predicts_and_passes_its_test() throws IOException {
        var trained = train();
        assertTrue(
                trained.out().contains("23 words, 2 labels") && trained.out().contains("600 tokens a pass"),
                trained.out());
        assertEquals("", trained.err());
        var unseen = Files.writeString(folder.resolve("test.txt"), lines(40, 2) + "no label\n");
        var tested = CommandRun.of("classifier", "test", model, unseen).assertDone();
        assertEquals(
                List.of("N\t40", "P@1\t1.000", "R@1\t1.000", "positive\t20 of __label__math", "ROC AUC\t1.000"),
                tested.out().lines().limit(5).toList());
        assertTrue(tested.err().contains("1 lines without a label"), tested.err());
        var line = Files.writeString(folder.resolve("line.txt"), "theorem n1\nhorse n2");
        var predicted = CommandRun.of("classifier", "predict", model, line, "--k", 2)
                .assertDone()
                .out();
        assertTrue(
                predicted.matches(
                        "__label__math [01]\\S* __label__other \\S+\n__label__other [01]\\S* __label__math \\S+\n"),
                predicted);
    }

    @Test
    void the_same_seed_gives_the_same_file_and_another_one_another() throws IOException {
        train();
        byte[] first = Files.readAllBytes(model);
        train("--seed", 0);
        assertArrayEquals(first, Files.readAllBytes(model));
        train("--seed", 1);
        assertFalse(Arrays.equals(first, Files.readAllBytes(model)));
    }

    @Test
    void packed_and_divided_texts_give_the_model_of_the_whole() throws IOException {
        train();
        byte[] whole = Files.readAllBytes(model);
        var packed = folder.resolve("text.txt.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(text));
        }
        run(packed, List.of()).assertDone();
        assertArrayEquals(whole, Files.readAllBytes(model));
        // the joined text is a byte longer for each part, an empty line, so it is another text: it must learn as well
        run(text, List.of(packed, "--threads", 2)).assertDone();
        assertEquals(
                "P@1\t1.000",
                CommandRun.of("classifier", "test", model, text)
                        .assertDone()
                        .out()
                        .lines()
                        .toList()
                        .get(1));
    }

    @Test
    void standard_input_is_labelled_line_by_line_and_unknown_lines_are_empty() {
        train();
        var before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("theorem\n\nhorse".getBytes(StandardCharsets.UTF_8)));
            var lines = CommandRun.of("classifier", "predict", model, "--threshold", 0.99)
                    .assertDone()
                    .out()
                    .lines()
                    .toList();
            assertEquals(3, lines.size());
            assertTrue(Stream.of(lines.get(0), lines.get(2)).allMatch(l -> l.isEmpty() || l.startsWith("__label__")));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void args_are_those_of_the_flags() {
        run(text, List.of("--loss", "ova", "--word-ngrams", 1, "--maxn", 0, "--neg", 7))
                .assertDone();
        var args = CommandRun.of("classifier", "args", model)
                .assertDone()
                .out()
                .lines()
                .toList();
        assertEquals("dim 8", args.get(0));
        assertEquals("epoch 20", args.get(2));
        assertEquals("neg 7", args.get(4));
        assertEquals("wordNgrams 1", args.get(5));
        assertEquals("loss one-vs-all", args.get(6));
        assertEquals("bucket 0", args.get(8), "without n-grams there are no buckets");
    }

    @Test
    void a_quantized_model_is_small_and_still_predicts() throws IOException {
        train();
        var small = folder.resolve("m.ftz");
        CommandRun.of("classifier", "quantize", model, "-o", small, "--qnorm", "--cutoff", 300, "--threads", 2)
                .assertDone();
        assertTrue(Files.size(small) < Files.size(model));
        assertEquals(
                "P@1\t1.000",
                CommandRun.of("classifier", "test", small, text)
                        .assertDone()
                        .out()
                        .lines()
                        .toList()
                        .get(1));
        CommandRun.of("classifier", "quantize", small, "-o", model).assertWrongUsage("m.ftz", "quantized already");
        CommandRun.of("classifier", "quantize", model, "-o", small, "--qout").assertWrongUsage("leave qout out");
        CommandRun.of("classifier", "quantize", model, "-o", small, "--dsub", 9).assertWrongUsage("dsub is 9");
    }

    @Test
    void a_training_that_learned_nothing_is_warned_of() {
        var trained = run(text, List.of("--lr", 0.0001, "--epoch", 1)).assertDone();
        assertTrue(trained.err().contains("warning: the mean loss stayed at 0.69"), trained.err());
    }

    @Test
    void wrong_flags_and_files_are_named() throws IOException {
        CommandRun.of("classifier").assertWrongUsage("name a command: train, predict, test, quantize, args");
        run(text, List.of("--lr", 0)).assertWrongUsage("--lr is 0.0");
        run(text, List.of("--word-ngrams", 101)).assertWrongUsage("--word-ngrams is 101");
        run(text, List.of("--loss", "mean")).assertWrongUsage("'mean' is not one of hs, ns, softmax, ova");
        run(text, List.of("--bucket", 0)).assertWrongUsage("--bucket is 0");
        var junk = Files.writeString(folder.resolve("junk.gz"), "junk");
        run(junk, List.of()).assertFailed("junk.gz", "no gzip file");
        CommandRun.of("classifier", "args", junk).assertFailed("junk.gz, byte 4");
        run(Files.writeString(folder.resolve("plain.txt"), "no label\n"), List.of())
                .assertFailed("plain.txt has no label");
        train();
        CommandRun.of("classifier", "test", model, junk.resolveSibling("plain.txt"))
                .assertFailed("__label__");
        CommandRun.of("classifier", "test", model, text, "--positive", "theorem")
                .assertWrongUsage("no label theorem");
        CommandRun.of("classifier", "predict", model, folder.resolve("none")).assertWrongUsage("none does not exist");
    }

    private CommandRun train(Object... flags) {
        return run(text, List.of(flags)).assertDone();
    }

    private CommandRun run(Path of, List<?> flags) {
        var words = new ArrayList<Object>(List.of("classifier", "train", of, "-o", model));
        for (int i = 0; i < SMALL.size(); i += 2) {
            if (!flags.contains(SMALL.get(i))) {
                words.addAll(SMALL.subList(i, i + 2));
            }
        }
        words.addAll(flags);
        return CommandRun.of(words.toArray());
    }

    /// By turns a line with the word `theorem` and one with `horse`, among words that both have.
    private static String lines(int count, int seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i % 2 == 0 ? "__label__math theorem" : "__label__other horse");
            for (int word = 0; word < 6; word++) {
                text.append(" n").append(random.nextInt(20));
            }
            text.append(i % 2 == 0 ? " theorem\n" : " horse\n");
        }
        return text.toString();
    }
}
