package mathesis.bench.corpus;

import java.util.List;
import mathesis.bench.measure.Blackhole;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;

/// How fast one core gets from a compressed archive to what a classifier reads.
final class PipelineFigures {
    private static final double MEGA = 1e6;

    private PipelineFigures() {}

    static List<Figures> of(CorpusData data, Pace pace) {
        return List.of(new Figures(
                "gunzip", () -> data.labelledPages(Archives::read, archives -> limits(archives, pace))));
    }

    private static List<Row> limits(Archives archives, Pace pace) {
        double megabytes = archives.gunzip() / MEGA;
        var seconds = Rounds.of(pace, Timed.cpu(() -> Blackhole.eat(archives.gunzip())))
                .getFirst();
        return List.of(Row.of("bare gunzip of the archives", seconds.rate(megabytes), "MB/s")
                .note("inflated bytes; the limit of everything that reads them"));
    }
}
