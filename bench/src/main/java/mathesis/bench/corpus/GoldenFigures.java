package mathesis.bench.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.corpus.classify.FastTextModel;

/// Predictions with models of the C++ fastText, held against what that program printed.
final class GoldenFigures {
    private static final double ALL = 100;
    /// Six digits are printed: at most 1e-6 below 1, at most 1e-5 above.
    private static final double PRINTED = 1e-6;

    private static final double PRINTED_ABOVE_ONE = 6e-6;

    private GoldenFigures() {}

    static List<Figures> of(CorpusData data, Pace pace) {
        return List.of(new Figures("golden predictions", () -> data.golden(folder -> folder, GoldenFigures::rows)));
    }

    private static List<Row> rows(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(bin|ftz)"))
                    .sorted()
                    .map(GoldenFigures::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static Row row(Path file) {
        try {
            var model = FastTextModel.read(file);
            boolean twoLabels = model.dictionary().labels() == 2;
            var lines = Files.readAllLines(file.resolveSibling(twoLabels ? "two.test.txt" : "pkg.test.txt"));
            var expected = Files.readAllLines(file.resolveSibling(file.getFileName() + ".pred.txt"));
            long equal = IntStream.range(0, lines.size())
                    .filter(i -> agrees(model, lines.get(i), twoLabels ? 2 : 5, expected.get(i)))
                    .count();
            return Row.counted("lines predicted as by the C++ program", ALL * equal / lines.size(), "%")
                    .bar(new Bar.AtLeast(ALL, false))
                    .note(file.getFileName() + ", " + model.arguments().loss() + ": " + equal + " of " + lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// Whether the probabilities are those printed; labels of equal ones may come in any order.
    private static boolean agrees(FastTextModel model, String line, int k, String printed) {
        double[] expected = Arrays.stream(printed.split(" "))
                .filter(word -> !word.isEmpty() && !word.startsWith("__label__"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        var predictions = model.predict(line.getBytes(UTF_8), k, 0);
        double[] ours = predictions.stream().mapToDouble(p -> p.probability()).toArray();
        if (ours.length != expected.length
                || !IntStream.range(0, ours.length).allMatch(i -> close(expected[i], ours[i]))) {
            return false;
        }
        var labels = Stream.of(printed.split(" ")).filter(word -> word.startsWith("__label__"));
        var best = labels.findFirst();
        return best.isEmpty()
                || predictions.stream()
                        .filter(p -> close(expected[0], p.probability()))
                        .anyMatch(p -> p.label().equals(best.get()))
                || tied(expected);
    }

    /// Whether the first label might be one of several, some of them not shown.
    private static boolean tied(double... expected) {
        return close(expected[0], expected[expected.length - 1]);
    }

    private static boolean close(double expected, double ours) {
        return Math.abs(expected - ours) <= (expected < 1 ? PRINTED : PRINTED_ABOVE_ONE);
    }
}
