package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mathesis.corpus.warc.WarcWriter;

/// A crawl of generated pages: hosts of mathematics and of other things, mixed over a few archives. The same for the
/// same seed.
final class SmallCrawl {
    static final String BENCHMARK =
            "Natalia sold clips to forty eight of her friends in April and half as many clips in May";
    static final int HOSTS = 20;
    private static final Instant DATE = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> MATHS_WORDS = List.of(
            "theorem", "lemma", "proof", "group", "ring", "field", "integral", "matrix", "vector", "continuous",
            "polynomial", "prime", "bounded", "converges", "isomorphism", "kernel", "eigenvalue", "manifold");
    private static final List<String> OTHER_WORDS = List.of(
            "recipe", "garden", "football", "ticket", "hotel", "weather", "river", "music", "guitar", "kitchen",
            "train", "holiday", "market", "coffee", "window", "festival", "camera", "bicycle");
    private static final List<String> PLAIN_WORDS =
            List.of("the", "of", "and", "is", "with", "for", "that", "this", "every", "we", "has", "from", "then", "a");

    private final Random random;

    SmallCrawl(long seed) {
        this.random = new Random(seed);
    }

    /// Writes the archives and gives their files.
    ///
    /// @param pages of each of the twenty hosts: `algebra0` to `algebra2` are mathematics, `life0` to `life15` are not,
    ///              `mixed` is half of both
    static List<Path> write(Path folder, int archives, int pages, long seed) throws IOException {
        var crawl = new SmallCrawl(seed);
        Files.createDirectories(folder);
        var files = new Path[archives];
        var writers = new WarcWriter[archives];
        for (int i = 0; i < archives; i++) {
            files[i] = folder.resolve("crawl-%05d.warc.gz".formatted(i));
            writers[i] = new WarcWriter(Files.newOutputStream(files[i]));
            writers[i].info(files[i].getFileName().toString(), DATE, Map.of("software", "test"));
        }
        for (int page = 0; page < pages; page++) {
            for (int host = 0; host < HOSTS; host++) {
                boolean maths = host < 3 || host == HOSTS - 1 && page % 2 == 0;
                var name = host < 3 ? "algebra" + host : host < HOSTS - 1 ? "life" + (host - 3) : "mixed";
                var url = "https://" + name + ".example/" + (maths ? "notes/" : "posts/") + page + ".html";
                writers[(page + host) % archives].response(url, DATE, "text/html", crawl.page(maths));
            }
        }
        crawl.oddities(writers);
        for (var writer : writers) {
            writer.close();
        }
        return List.of(files);
    }

    /// A page twice under two URLs and once more under the first, a page with a benchmark's question, and no page.
    private void oddities(WarcWriter[] writers) throws IOException {
        var twin = page(true);
        writers[0].response("https://algebra0.example/twin.html", DATE, "text/html", twin);
        writers[writers.length - 1].response("https://algebra1.example/twin.html", DATE, "text/html", twin);
        writers[writers.length - 1].response("http://www.algebra0.example/twin.html#top", DATE, "text/html", twin);
        var leak = new String(page(true), StandardCharsets.UTF_8).replace("<p>", "<p>" + BENCHMARK + " ");
        writers[0].response(
                "https://algebra2.example/leak.html", DATE, "text/html", leak.getBytes(StandardCharsets.UTF_8));
        writers[0].response("https://life0.example/data.json", DATE, "application/json", "{}".getBytes());
    }

    private byte[] page(boolean maths) {
        var body = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><title>")
                .append(maths ? "On a " : "My ")
                .append(word(maths ? MATHS_WORDS : OTHER_WORDS))
                .append("</title></head><body><h1>Page</h1>");
        for (int paragraph = 0; paragraph < 4; paragraph++) {
            body.append("<p>");
            for (int i = 0; i < 40; i++) {
                body.append(random.nextInt(3) == 0 ? word(maths ? MATHS_WORDS : OTHER_WORDS) : word(PLAIN_WORDS));
                body.append(' ');
            }
            if (maths) {
                body.append("\\(x_").append(random.nextInt(100)).append(" = \\sqrt{2}\\)");
            }
            body.append(".</p>");
        }
        return body.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String word(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
