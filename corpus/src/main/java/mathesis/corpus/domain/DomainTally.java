package mathesis.corpus.domain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts pages and kept pages by domain, in memory. One thread.
///
/// Where a crawl has more domains than memory holds: [#write] the tally whenever it [#isFull], begin another, and read
/// all files together by [DomainFiles#forEach].
public final class DomainTally {
    private static final int MOST_SAMPLES = 5;
    private static final int MOST_PREFIX_CHARS = 200;

    private final Map<String, Counting> domains = new HashMap<>();
    private final int mostDomains;

    /// @param mostDomains from which on it is full; a domain takes some hundred bytes, one of many paths some thousand
    public DomainTally(int mostDomains) {
        if (mostDomains < 1) {
            throw new IllegalArgumentException("domains.most-in-memory is " + mostDomains + "; must be positive");
        }
        this.mostDomains = mostDomains;
    }

    private static final class Counting {
        private final Map<String, DomainCount.Pages> paths = new HashMap<>();
        private final TreeSet<String> samples = new TreeSet<>();
        private long pages;
        private long kept;

        void add(String url, boolean keeps) {
            pages++;
            kept += keeps ? 1 : 0;
            if (keeps && (samples.size() < MOST_SAMPLES || url.compareTo(samples.last()) < 0)) {
                samples.add(url);
                if (samples.size() > MOST_SAMPLES) {
                    samples.pollLast();
                }
            }
            countPrefixes(Domain.path(url), keeps);
        }

        private void countPrefixes(String path, boolean keeps) {
            int first = path.indexOf('/', 1);
            count(path, first, keeps);
            count(path, first < 0 ? -1 : path.indexOf('/', first + 1), keeps);
            if (paths.size() > 4 * DomainCount.MOST_PATHS) {
                forgetRare();
            }
        }

        private void count(String path, int slash, boolean keeps) {
            if (slash > 0 && slash < MOST_PREFIX_CHARS) {
                paths.merge(
                        path.substring(0, slash + 1), new DomainCount.Pages(1, keeps ? 1 : 0), DomainCount.Pages::plus);
            }
        }

        private void forgetRare() {
            var rarest = paths.entrySet().stream()
                    .sorted(Map.Entry.<String, DomainCount.Pages>comparingByValue(
                                    Comparator.comparingLong(DomainCount.Pages::pages))
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(2L * DomainCount.MOST_PATHS)
                    .map(Map.Entry::getKey)
                    .toList();
            paths.keySet().removeAll(rarest);
        }

        DomainCount count(String domain) {
            return new DomainCount(domain, pages, kept, new TreeMap<>(paths), List.copyOf(samples));
        }
    }

    /// Adds a page; one whose URL has no domain is left out.
    public void add(String url, boolean kept) {
        Domain.of(url)
                .ifPresent(domain ->
                        domains.computeIfAbsent(domain, _ -> new Counting()).add(url, kept));
    }

    /// Whether it holds as many domains as memory is meant to.
    public boolean isFull() {
        return domains.size() >= mostDomains;
    }

    /// All counts, sorted by domain.
    public List<DomainCount> counts() {
        return domains.entrySet().stream()
                .map(entry -> entry.getValue().count(entry.getKey()))
                .sorted(Comparator.comparing(DomainCount::domain))
                .toList();
    }

    /// Writes them for [DomainFiles]; the file appears whole.
    public void write(Path file) throws IOException {
        DomainFiles.write(file, counts());
    }
}
