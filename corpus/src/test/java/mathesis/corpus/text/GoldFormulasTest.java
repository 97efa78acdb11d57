package mathesis.corpus.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Formulas stated in real pages, found in the text of these pages.
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldFormulasTest {
    private static final int COLUMN_OF_CHARSET = 6;

    /// Among those of images there are names of plots, 84 of 435: they hold an underscore.
    @Test
    void formulas_of_the_development_pages_are_found() throws IOException {
        var data = data("corpus-dev");
        var texts = texts(data);
        var kinds = new TreeMap<String, Integer>();
        var missing = new TreeMap<String, Integer>();
        for (var line : Files.readAllLines(data.resolve("formulas.jsonl"))) {
            var row = new ObjectMapper().readTree(line);
            var text = texts.get(row.get("url").asText());
            for (var kind : row.get("tex").properties()) {
                for (var tex : kind.getValue()) {
                    kinds.merge(kind.getKey(), 1, Integer::sum);
                    missing.merge(kind.getKey(), text.contains(squeezed(tex.asText())) ? 0 : 1, Integer::sum);
                }
            }
        }
        assertEquals(Map.of("class-math", 3297, "delims", 280, "img-alt", 435), kinds);
        assertEquals(Map.of("class-math", 0, "delims", 0, "img-alt", 84), missing);
    }

    private static Map<String, String> texts(Path data) throws IOException {
        var charsets = charsets(data.resolve("dev.labels.tsv"));
        var texts = new HashMap<String, String>();
        var extraction = new HtmlText(HtmlTextLimits.DEFAULT);
        for (var name : new String[] {"dev-00000.warc.gz", "dev-00001.warc.gz", "dev-00002.warc.gz"}) {
            try (var archive = ArchiveReader.open(data.resolve(name), name, ArchiveLimits.DEFAULT)) {
                for (var page = archive.next(); page.isPresent(); page = archive.next()) {
                    var charset = charsets.get(page.get().url());
                    if (charset != null) {
                        var verdict = extraction.extract(
                                new String(page.get().body(), charset),
                                page.get().url());
                        assertTrue(verdict instanceof Kept, page.get().url());
                        texts.put(
                                page.get().url(),
                                squeezed(
                                        ((Kept<ExtractedText>) verdict).result().text()));
                    }
                }
            }
        }
        return texts;
    }

    private static Map<String, Charset> charsets(Path labels) throws IOException {
        var charsets = new HashMap<String, Charset>();
        for (var line : Files.readAllLines(labels).stream().skip(1).toList()) {
            var columns = line.split("\t", -1);
            charsets.put(columns[0], Charset.forName(columns[COLUMN_OF_CHARSET]));
        }
        return charsets;
    }

    private static String squeezed(String text) {
        var squeezed = new StringBuilder(text.length());
        text.chars().filter(c -> !Whitespace.is((char) c)).forEach(c -> squeezed.append((char) c));
        return squeezed.toString();
    }

    private static Path data(String folder) {
        var path = Path.of(System.getProperty("mathesis.home", "."))
                .resolve("../shared/data")
                .resolve(folder);
        assumeTrue(Files.isDirectory(path), "skipped: no folder " + path.normalize());
        return path;
    }
}
