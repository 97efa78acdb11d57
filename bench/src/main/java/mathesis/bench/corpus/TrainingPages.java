package mathesis.bench.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mathesis.corpus.classify.DictionaryBuilder;
import mathesis.corpus.classify.Features;
import mathesis.corpus.classify.ModelArguments;
import mathesis.corpus.decontaminate.Benchmarks;
import mathesis.corpus.training.ClassifierText;

/// Text to time a training with: all that the data folder has, each of it once, as lines as long as pages. Repeating a
/// smaller text would make all its rows hot; so would counting as speed what the first epoch, which starts the rows,
/// costs.
///
/// @param lines  labelled by where they come from: manuals or mathematics
/// @param pages  how many lines
/// @param tokens of one pass
/// @param words  of the dictionary
/// @param rows   of the input matrix that the lines meet
record TrainingPages(byte[] lines, int pages, long tokens, int words, int rows) {
    private static final int PAGE_WORDS = 1000;
    private static final String MATH = "__label__math ";
    private static final String NONMATH = "__label__nonmath ";
    private static final List<String> FIELDS = List.of("question", "prompt", "problem", "solution", "answer");

    /// How a text becomes lines.
    interface Cut {
        List<String> lines(String text);
    }

    /// As the miner does it, punctuation and TeX commands apart.
    static List<String> normalised(String text) {
        return ClassifierText.pieces(text, PAGE_WORDS);
    }

    /// As it stands, cut at white space.
    static List<String> plain(String text) {
        var lines = new ArrayList<String>();
        var words = text.strip().split("\\s+");
        for (int from = 0; from < words.length; from += PAGE_WORDS) {
            lines.add(String.join(" ", Arrays.asList(words).subList(from, Math.min(words.length, from + PAGE_WORDS))));
        }
        return lines;
    }

    /// The pages of the archives and the texts of the benchmarks.
    static TrainingPages of(PageTexts manuals, Benchmarks mathematics, Cut cut, ModelArguments arguments) {
        var lines = new ArrayList<String>();
        for (byte[] text : manuals.texts()) {
            cut.lines(new String(text, UTF_8)).forEach(line -> lines.add(NONMATH + line));
        }
        int first = lines.size();
        var all = new StringBuilder();
        mathematics.texts().forEach(text -> all.append(text.text()).append('\n'));
        cut.lines(all.toString()).forEach(line -> lines.add(MATH + line));
        try {
            return counted(mixed(lines, first), arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Texts of all benchmarks of a folder.
    static Benchmarks mathematics(Path folder) throws IOException {
        return CorpusData.questionSets(folder, FIELDS);
    }

    /// Manuals spread evenly among mathematics, for a training must not meet one label after the other.
    private static List<String> mixed(List<String> lines, int first) {
        var mixed = new ArrayList<String>();
        int taken = 0;
        int second = lines.size() - first;
        for (int i = 0; i < second; i++) {
            mixed.add(lines.get(first + i));
            for (; taken < (long) first * (i + 1) / second; taken++) {
                mixed.add(lines.get(taken));
            }
        }
        return mixed;
    }

    private static TrainingPages counted(List<String> lines, ModelArguments arguments) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        var dictionary =
                new DictionaryBuilder().addAll(new ByteArrayInputStream(text)).build(arguments.minCount(), 0);
        var features = new Features(arguments, dictionary);
        var met = new BitSet();
        for (int at = 0; at < text.length; ) {
            at = features.read(text, at, text.length);
            for (int i = 0; i < features.count(); i++) {
                met.set(features.rows()[i]);
            }
        }
        return new TrainingPages(text, lines.size(), dictionary.tokens(), dictionary.words(), met.cardinality());
    }
}
