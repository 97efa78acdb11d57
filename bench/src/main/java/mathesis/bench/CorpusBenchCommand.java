package mathesis.bench;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import mathesis.bench.corpus.CorpusBench;
import mathesis.bench.corpus.CorpusGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `mathesis bench corpus`: how right and how fast a corpus is mined.
@Command(
        name = "corpus",
        description = {
            "Measure corpus mining: text and formulas of labelled pages, the classifier beside the C++ fastText, speed"
                    + " of one core from archive to scored text, each beside the bar to reach.",
            "Speeds are per CPU-second of one thread. Data: corpus-dev/, fasttext-golden/ and math/."
        })
final class CorpusBenchCommand implements Callable<Integer> {
    @Mixin
    private FiguresOptions options;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "GROUP",
            converter = GroupConverter.class,
            description = "Groups to measure, with commas between them: text, golden, scoring, pipeline,"
                    + " dedup. All if not given.")
    private List<CorpusGroup> only = List.of();

    static final class GroupConverter implements ITypeConverter<CorpusGroup> {
        @Override
        public CorpusGroup convert(String label) {
            try {
                return CorpusGroup.named(label);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() {
        return options.run(CorpusBench.over(groups(), options.folder(), options.pace()));
    }

    private Collection<CorpusGroup> groups() {
        return only.isEmpty() ? EnumSet.allOf(CorpusGroup.class) : EnumSet.copyOf(only);
    }
}
