package mathesis.corpus.decontaminate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What was removed for sharing words with benchmarks, and why: pages by benchmark, the n-grams that they share, some
/// examples. Reports of several archives add up to that of all, in any order.
///
/// A page counts for its first match. N-grams that match in many pages are listed: they may be a common phrase instead
/// of a sign of a benchmark. Nothing follows from that by itself; whoever reads the list may hand some of it back as
/// n-grams to ignore. Serves one thread.
public final class ContaminationReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, BenchmarkMatches> benchmarks = new TreeMap<>();
    private long pages;
    private long removed;

    /// Counts a page that shares nothing.
    public void clean() {
        pages++;
    }

    /// Counts a page that is removed.
    public void removed(String url, Match match) {
        pages++;
        removed++;
        of(match.benchmark()).add(url, match);
    }

    /// Adds another report.
    public void add(ContaminationReport other) {
        pages += other.pages;
        removed += other.removed;
        other.benchmarks.forEach((name, matches) -> of(name).add(matches));
    }

    private BenchmarkMatches of(String benchmark) {
        return benchmarks.computeIfAbsent(benchmark, _ -> new BenchmarkMatches());
    }

    public long pages() {
        return pages;
    }

    public long removed() {
        return removed;
    }

    /// Pages removed for each benchmark.
    public Map<String, Long> removedByBenchmark() {
        var counts = new TreeMap<String, Long>();
        benchmarks.forEach((name, matches) -> counts.put(name, matches.pages()));
        return counts;
    }

    /// N-grams that match in more pages than this, with how many.
    public Map<String, Long> common(long pagesOfOne) {
        var common = new TreeMap<String, Long>();
        benchmarks.values().forEach(matches -> matches.common(pagesOfOne, common));
        return common;
    }

    /// The whole report.
    ///
    /// @param pagesOfOne n-grams that match in more pages are listed as common
    public ObjectNode json(long pagesOfOne) {
        var json = JSON.createObjectNode().put("pages", pages).put("removed", removed);
        var common = json.putObject("common");
        common(pagesOfOne).forEach(common::put);
        var each = json.putObject("benchmarks");
        benchmarks.forEach((name, matches) -> each.set(name, matches.json()));
        return json;
    }

    /// Reads a report that was written as [#json].
    ///
    /// @throws IOException where it is none; names the file
    public static ContaminationReport read(Path file) throws IOException {
        try {
            return of(JSON.readTree(file.toFile()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no report of decontamination: " + e.getMessage(), e);
        }
    }

    private static ContaminationReport of(JsonNode json) {
        var report = new ContaminationReport();
        report.pages = BenchmarkMatches.count(json, "pages");
        report.removed = BenchmarkMatches.count(json, "removed");
        for (var each : json.path("benchmarks").properties()) {
            report.of(each.getKey()).add(BenchmarkMatches.of(each.getValue()));
        }
        return report;
    }
}
