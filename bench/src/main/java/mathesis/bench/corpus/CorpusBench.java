package mathesis.bench.corpus;

import java.util.Collection;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.DataFolder;
import mathesis.bench.report.FiguresBench;

/// What `mathesis bench corpus` measures.
public final class CorpusBench {
    private CorpusBench() {}

    /// These groups over this data.
    public static FiguresBench over(Collection<CorpusGroup> groups, DataFolder folder, Pace pace) {
        var data = new CorpusData(folder);
        return new FiguresBench(groups.stream()
                .map(group -> new FiguresBench.Group(group.label(), group.heading(), group.figures(data, pace)))
                .toList());
    }
}
