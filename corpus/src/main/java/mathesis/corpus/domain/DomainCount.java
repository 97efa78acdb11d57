package mathesis.corpus.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was seen of one domain. Counts of two parts of a crawl add up, in any order.
///
/// @param domain  as [Domain#of] gives it
/// @param pages   seen
/// @param kept    of them
/// @param paths   counts by path prefix, `/a/` and `/a/b/`; of a domain with many, those of most pages as far as
///                [#MOST_PATHS] of each part tell
/// @param samples URLs of some kept pages, the first in the alphabet
public record DomainCount(String domain, long pages, long kept, SortedMap<String, Pages> paths, List<String> samples) {
    /// Prefixes that a count holds on to.
    public static final int MOST_PATHS = 64;

    private static final int MOST_SAMPLES = 5;

    /// @param pages seen under a prefix
    /// @param kept  of them
    public record Pages(long pages, long kept) {
        static final Pages NONE = new Pages(0, 0);

        public Pages {
            if (kept < 0 || kept > pages) {
                throw new IllegalArgumentException(kept + " pages of " + pages + " cannot be kept");
            }
        }

        Pages plus(Pages other) {
            return new Pages(Math.addExact(pages, other.pages), Math.addExact(kept, other.kept));
        }
    }

    public DomainCount {
        if (kept < 0 || kept > pages) {
            throw new IllegalArgumentException(kept + " pages of " + pages + " of " + domain + " cannot be kept");
        }
        paths = most(paths);
        samples = List.copyOf(samples);
    }

    /// Share of the pages that were kept.
    public double share() {
        return pages == 0 ? 0 : (double) kept / pages;
    }

    /// Both parts together.
    DomainCount plus(DomainCount other) {
        var all = new TreeMap<>(paths);
        other.paths.forEach((prefix, count) -> all.merge(prefix, count, Pages::plus));
        return new DomainCount(
                domain,
                Math.addExact(pages, other.pages),
                Math.addExact(kept, other.kept),
                all,
                firstSamples(Stream.concat(samples.stream(), other.samples.stream())));
    }

    static List<String> firstSamples(Stream<String> urls) {
        return urls.collect(Collectors.toCollection(TreeSet::new)).stream()
                .limit(MOST_SAMPLES)
                .toList();
    }

    private static SortedMap<String, Pages> most(Map<String, Pages> paths) {
        if (paths.size() <= MOST_PATHS) {
            return new TreeMap<>(paths);
        }
        return paths.entrySet().stream()
                .sorted(Map.Entry.<String, Pages>comparingByValue(Comparator.comparingLong(count -> -count.pages()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PATHS)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Pages::plus, TreeMap::new));
    }
}
