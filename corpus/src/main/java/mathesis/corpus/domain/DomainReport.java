package mathesis.corpus.domain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mathesis.corpus.files.WholeFile;

/// Domains that look like mathematics by how much of them was kept, as a table for a person to annotate.
///
/// The columns: `accept` (empty; see [Annotations] for what may be written there), `domain`, `pages`, `kept`, `share`,
/// `paths` (prefixes with kept and all pages, as suggestions) and `samples` (URLs of kept pages).
public final class DomainReport {
    static final String HEADER = "accept\tdomain\tpages\tkept\tshare\tpaths\tsamples";

    private static final int MOST_PATHS = 8;

    private final double leastShare;
    private final long leastPages;
    private final List<DomainCount> listed = new ArrayList<>();
    private long domains;

    /// @param leastShare of a domain's pages that must be kept, exclusive; the paper takes 0.1
    /// @param leastPages of a domain that a share says something of
    public DomainReport(double leastShare, long leastPages) {
        if (!(leastShare >= 0 && leastShare < 1) || leastPages < 1) {
            throw new IllegalArgumentException("domains.least-share is " + leastShare + " and domains.least-pages is "
                    + leastPages + "; must lie in [0, 1) and be positive");
        }
        this.leastShare = leastShare;
        this.leastPages = leastPages;
    }

    /// Lists a domain if it belongs here.
    public void add(DomainCount count) {
        domains++;
        if (count.pages() >= leastPages && count.share() > leastShare) {
            listed.add(count);
        }
    }

    /// Domains seen, listed or not.
    public long domains() {
        return domains;
    }

    /// The listed ones, those of most kept pages first.
    public List<DomainCount> listed() {
        return listed.stream()
                .sorted(Comparator.comparingLong((DomainCount count) -> -count.kept())
                        .thenComparing(DomainCount::domain))
                .toList();
    }

    /// Writes the table; the file appears whole.
    public void write(Path file) throws IOException {
        WholeFile.write(file, out -> {
            out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
            for (var count : listed()) {
                out.write((row(count) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static String row(DomainCount count) {
        return String.join(
                "\t",
                "",
                count.domain(),
                Long.toString(count.pages()),
                Long.toString(count.kept()),
                String.format(Locale.ROOT, "%.3f", count.share()),
                cell(paths(count)),
                cell(String.join(" ", count.samples())));
    }

    private static String paths(DomainCount count) {
        return count.paths().entrySet().stream()
                .filter(path -> path.getValue().kept() > 0)
                .sorted(Map.Entry.<String, DomainCount.Pages>comparingByValue(
                                Comparator.comparingLong(pages -> -pages.kept()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PATHS)
                .map(path -> path.getKey() + " " + path.getValue().kept() + "/"
                        + path.getValue().pages())
                .collect(Collectors.joining("; "));
    }

    /// Control characters and quotes would break the table.
    private static String cell(String text) {
        return text.replaceAll("[\\p{Cntrl}\"]", " ");
    }
}
