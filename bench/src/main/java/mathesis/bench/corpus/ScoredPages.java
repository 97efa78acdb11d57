package mathesis.bench.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.rounds.PageReader;
import mathesis.corpus.text.ExtractedText;

/// Takes the pages of archives from their compressed bytes to scores, by the [PageReader] of a mining worker. One
/// thread.
final class ScoredPages {
    /// Both passes for every page.
    static final float ALL = -1;
    /// The first pass alone.
    static final float NONE = 2;

    private final List<Path> archives;
    private final Scorer scorer;
    private final PageReader reader = new PageReader();
    private long pages;
    private long htmlBytes;
    private long survivors;

    ScoredPages(List<Path> archives, Scorer scorer) {
        this.archives = archives;
        this.scorer = scorer;
    }

    /// Goes through all archives; returns a sum of scores, so that nothing can be left out.
    ///
    /// @param threshold first-pass score from which on a page is parsed into a tree and scored again
    double run(float threshold) {
        pages = 0;
        htmlBytes = 0;
        survivors = 0;
        var sum = new double[1];
        Archives.unchecked(() -> {
            Archives.forEachPage(archives, page -> sum[0] += score(page, threshold));
            return sum;
        });
        return sum[0];
    }

    /// The first-pass score of which this share of the pages reaches at least it.
    float thresholdPassing(double share) throws IOException {
        var scores = new ArrayList<Float>();
        Archives.forEachPage(archives, page -> scores.add(firstPass(page)));
        Collections.sort(scores);
        return scores.get((int) (scores.size() * (1 - share)));
    }

    long pages() {
        return pages;
    }

    long htmlBytes() {
        return htmlBytes;
    }

    long survivors() {
        return survivors;
    }

    private double score(Page page, float threshold) {
        pages++;
        htmlBytes += page.body().length;
        float first = threshold == ALL ? 0 : firstPass(page);
        return first < threshold ? first : secondPass(page);
    }

    private float firstPass(Page page) {
        return reader.firstPass(page) ? scored() : 0;
    }

    private double secondPass(Page page) {
        survivors++;
        if (reader.careful(page) instanceof Kept<ExtractedText>(var extracted)) {
            var utf8 = extracted.text().getBytes(StandardCharsets.UTF_8);
            return reader.normalize(utf8, utf8.length) ? scored() : 0;
        }
        return 0;
    }

    private float scored() {
        return scorer.score(reader.line(), 0, reader.length());
    }
}
