package mathesis.actors.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mathesis.corpus.Document;

/// Adds up what the documents of a shard are.
final class ShardCounts {
    private static final int MOST_LANGUAGES = 10;

    private final Map<String, Long> languages = new TreeMap<>();
    private long documents;
    private long tokens;
    private long characters;
    private double scores;
    private float leastScore = 1;

    void add(Document document) {
        documents++;
        tokens += document.tokens();
        characters += document.text().length();
        scores += document.score();
        leastScore = Math.min(leastScore, document.score());
        languages.merge(document.language(), 1L, Long::sum);
    }

    long documents() {
        return documents;
    }

    List<String> lines() {
        if (documents == 0) {
            return List.of("no documents");
        }
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d documents, %,d tokens, %,d characters; scores %.4f on average, %.4f at least",
                        documents,
                        tokens,
                        characters,
                        scores / documents,
                        leastScore),
                "languages: " + common());
    }

    private String common() {
        return languages.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LANGUAGES)
                .map(entry -> entry.getKey() + " " + String.format(Locale.ROOT, "%,d", entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
