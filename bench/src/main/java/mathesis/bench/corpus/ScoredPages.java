package mathesis.bench.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.charset.PageText;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.scan.PageScan;
import mathesis.corpus.text.ExtractedText;
import mathesis.corpus.text.HtmlText;
import mathesis.corpus.text.HtmlTextLimits;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;

/// Takes the pages of archives from their compressed bytes to scores, as a mining worker does. One thread.
final class ScoredPages {
    /// Both passes for every page.
    static final float ALL = -1;
    /// The first pass alone.
    static final float NONE = 2;

    private final List<Path> archives;
    private final Scorer scorer;
    private final PageScan scan = new PageScan();
    private final HtmlText extraction = new HtmlText(HtmlTextLimits.DEFAULT);
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
        double sum = 0;
        pages = 0;
        htmlBytes = 0;
        survivors = 0;
        for (var archive : archives) {
            try (var in = ArchiveReader.open(archive, archive.getFileName().toString(), ArchiveLimits.DEFAULT)) {
                for (var page = in.next(); page.isPresent(); page = in.next()) {
                    sum += score(page.get(), threshold);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sum;
    }

    /// The first-pass score of which this share of the pages reaches at least it.
    float thresholdPassing(double share) throws IOException {
        var scores = new ArrayList<Float>();
        for (var archive : archives) {
            try (var in = ArchiveReader.open(archive, archive.getFileName().toString(), ArchiveLimits.DEFAULT)) {
                for (var page = in.next(); page.isPresent(); page = in.next()) {
                    scores.add(firstPass(page.get()));
                }
            }
        }
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
        scan.scan(PageText.utf8(page));
        return scorer.score(scan.text(), 0, scan.length());
    }

    private double secondPass(Page page) {
        survivors++;
        if (extraction.extract(PageText.decode(page), page.url()) instanceof Kept<ExtractedText>(var extracted)) {
            var utf8 = extracted.text().getBytes(StandardCharsets.UTF_8);
            return scorer.score(utf8, 0, utf8.length);
        }
        return 0;
    }
}
