package mathesis.mining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mathesis.corpus.warc.WarcWriter;

/// A crawl made up for a test: pages about mathematics and pages about kitchens and gardens, some of them twice. The
/// same seed gives the same archives.
final class TinyCrawl {
    private static final List<String> MATHEMATICS = List.of(
            "theorem",
            "proof",
            "lemma",
            "let",
            "integer",
            "prime",
            "divides",
            "polynomial",
            "root",
            "equation",
            "suppose",
            "function",
            "continuous",
            "derivative",
            "integral",
            "matrix",
            "vector",
            "eigenvalue",
            "group",
            "ring",
            "field",
            "modulo",
            "induction",
            "hence",
            "therefore",
            "converges",
            "series",
            "limit",
            "triangle",
            "angle",
            "square",
            "sum",
            "bounded",
            "linear",
            "basis",
            "kernel",
            "homomorphism",
            "finite",
            "set",
            "subset",
            "element");
    private static final List<String> KITCHEN = List.of(
            "flour",
            "butter",
            "oven",
            "garden",
            "soil",
            "tomato",
            "seedling",
            "onion",
            "simmer",
            "bake",
            "spoon",
            "salt",
            "pepper",
            "water",
            "kettle",
            "rose",
            "prune",
            "winter",
            "spring",
            "compost",
            "recipe",
            "cake",
            "sugar",
            "bread",
            "dough",
            "rise",
            "slice",
            "knife",
            "basil",
            "pot",
            "boil",
            "fry",
            "pan",
            "lemon",
            "honey",
            "plant",
            "leaf");
    private static final List<String> COMMON = List.of(
            "the", "of", "and", "a", "to", "in", "is", "that", "for", "it", "with", "as", "this", "be", "on", "are",
            "we");

    private final Random random;

    TinyCrawl(long seed) {
        this.random = new Random(seed);
    }

    /// Writes gzipped archives, a quarter of their pages mathematics, every tenth page a copy of an earlier one.
    void write(Path folder, int archives, int pagesEach) throws IOException {
        Files.createDirectories(folder);
        var earlier = new ArrayList<String>();
        for (int a = 0; a < archives; a++) {
            String name = "crawl-%03d.warc.gz".formatted(a);
            try (var warc = new WarcWriter(Files.newOutputStream(folder.resolve(name)))) {
                warc.info(name, Instant.EPOCH, Map.of("software", "a test"));
                for (int p = 0; p < pagesEach; p++) {
                    boolean mathematics = random.nextInt(4) == 0;
                    String page = p % 10 == 9 ? earlier.get(random.nextInt(earlier.size())) : page(mathematics);
                    earlier.add(page);
                    String host = (mathematics ? "maths" : "home") + random.nextInt(6) + ".example";
                    warc.response(
                            "http://" + host + "/" + (p % 2 == 0 ? "notes" : "talk") + "/" + a + "/" + p,
                            Instant.EPOCH,
                            "text/html; charset=utf-8",
                            page.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    /// Writes mathematics to learn from.
    void writeSeed(Path file, int documents) throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < documents; i++) {
            String text = String.join(
                    "\n\n", paragraph(MATHEMATICS, true), paragraph(MATHEMATICS, true), paragraph(MATHEMATICS, true));
            lines.add("{\"text\": \"" + text.replace("\\", "\\\\").replace("\n", "\\n") + "\"}");
        }
        Files.write(file, lines);
    }

    private String page(boolean mathematics) {
        var words = mathematics ? MATHEMATICS : KITCHEN;
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><title>Notes</title></head><body>");
        for (int i = 0; i < 4; i++) {
            page.append("<p>").append(paragraph(words, mathematics)).append("</p>");
        }
        return page.append("</body></html>").toString();
    }

    private String paragraph(List<String> words, boolean mathematics) {
        String formula = " so \\(x^" + random.nextInt(9) + " + y = " + random.nextInt(99) + "\\)";
        return sentences(words, 4) + (mathematics ? formula : "");
    }

    private String sentences(List<String> words, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            for (int w = 0; w < 12; w++) {
                var from = random.nextInt(5) < 2 ? COMMON : words;
                text.append(w == 0 ? "" : " ").append(from.get(random.nextInt(from.size())));
            }
            text.append(". ");
        }
        return text.toString().strip();
    }
}
