package mathesis.bench.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.text.ExtractedText;
import mathesis.corpus.text.HtmlText;
import mathesis.corpus.text.HtmlTextLimits;

/// TeX strings that pages state plainly in their source, and whether the text of their page has them, white space
/// aside.
record GoldFormulas(List<GoldFormula> formulas) {
    /// @param kind of markup that it stands in
    record GoldFormula(String kind, boolean found) {}

    /// The formulas of a folder's `formulas.jsonl`, searched in the pages of its archives.
    static GoldFormulas read(Path folder) throws IOException {
        var texts = texts(HtmlPages.read(folder));
        var json = new ObjectMapper();
        var formulas = new ArrayList<GoldFormula>();
        for (var line : Files.readAllLines(folder.resolve("formulas.jsonl"))) {
            var row = json.readTree(line);
            var text = texts.getOrDefault(row.path("url").asText(), "");
            for (var kind : row.path("tex").properties()) {
                for (var tex : kind.getValue()) {
                    formulas.add(new GoldFormula(kind.getKey(), text.contains(squeezed(tex.asText()))));
                }
            }
        }
        return new GoldFormulas(formulas);
    }

    private static Map<String, String> texts(HtmlPages pages) {
        var extraction = new HtmlText(HtmlTextLimits.DEFAULT);
        var texts = new HashMap<String, String>();
        for (var page : pages.pages()) {
            var text = switch (extraction.extract(page.html(), page.url())) {
                case Kept<ExtractedText>(var kept) -> kept.text();
                case Dropped<ExtractedText> _ -> "";
            };
            texts.put(page.url(), squeezed(text));
        }
        return texts;
    }

    private static String squeezed(String text) {
        var squeezed = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(squeezed::appendCodePoint);
        return squeezed.toString();
    }
}
