package mathesis.corpus.decontaminate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// Pages that share words with one benchmark. Bounded: pages beyond 10,000 different n-grams count without them; of
/// examples the first five by URL stay, whatever the order they come in.
final class BenchmarkMatches {
    private static final int MOST_NGRAMS = 10_000;
    private static final int MOST_EXAMPLES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Long> ngrams = new HashMap<>();
    private final TreeSet<Example> examples = new TreeSet<>();
    private long pages;

    private record Example(String url, String row, String words) implements Comparable<Example> {
        private static final Comparator<Example> ORDER =
                Comparator.comparing(Example::url).thenComparing(Example::row).thenComparing(Example::words);

        @Override
        public int compareTo(Example other) {
            return ORDER.compare(this, other);
        }
    }

    void add(String url, Match match) {
        pages++;
        count(match.words(), 1);
        show(new Example(url, match.row(), match.words()));
    }

    void add(BenchmarkMatches other) {
        pages += other.pages;
        other.ngrams.forEach(this::count);
        other.examples.forEach(this::show);
    }

    private void count(String ngram, long times) {
        if (ngrams.size() < MOST_NGRAMS || ngrams.containsKey(ngram)) {
            ngrams.merge(ngram, times, Long::sum);
        }
    }

    private void show(Example example) {
        examples.add(example);
        if (examples.size() > MOST_EXAMPLES) {
            examples.pollLast();
        }
    }

    long pages() {
        return pages;
    }

    void common(long pagesOfOne, Map<String, Long> common) {
        ngrams.forEach((ngram, count) -> {
            if (count > pagesOfOne) {
                common.merge(ngram, count, Long::sum);
            }
        });
    }

    /// The most frequent n-grams first.
    ObjectNode json() {
        var json = JSON.createObjectNode().put("pages", pages);
        var counted = json.putObject("ngrams");
        ngrams.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> counted.put(entry.getKey(), entry.getValue()));
        var shown = json.putArray("examples");
        for (var example : examples) {
            shown.addObject().put("url", example.url).put("row", example.row).put("words", example.words);
        }
        return json;
    }

    static BenchmarkMatches of(JsonNode json) {
        var matches = new BenchmarkMatches();
        matches.pages = count(json, "pages");
        var ngrams = json.path("ngrams");
        for (var entry : ngrams.properties()) {
            matches.count(entry.getKey(), count(ngrams, entry.getKey()));
        }
        for (var example : json.path("examples")) {
            matches.show(new Example(
                    example.path("url").asText(),
                    example.path("row").asText(),
                    example.path("words").asText()));
        }
        return matches;
    }

    /// @throws IllegalArgumentException where the field is no count
    static long count(JsonNode json, String field) {
        var value = json.path(field);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException("\"" + field + "\" is " + value + "; must be a count");
        }
        return value.longValue();
    }
}
