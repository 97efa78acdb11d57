package mathesis.bench.grade;

import java.util.Arrays;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.DataFolder;
import mathesis.bench.report.FiguresBench;

/// What `mathesis bench grade` measures.
public final class GradeBench {
    private GradeBench() {}

    /// All groups over this data.
    public static FiguresBench over(DataFolder folder, Pace pace) {
        var data = new GradeData(folder);
        return new FiguresBench(Arrays.stream(GradeGroup.values())
                .map(group -> new FiguresBench.Group(group.label(), group.heading(), group.figures(data, pace)))
                .toList());
    }
}
