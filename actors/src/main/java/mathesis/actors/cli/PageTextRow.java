package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.charset.PageText;
import mathesis.corpus.text.ExtractedText;
import mathesis.corpus.text.HtmlText;

/// A page with what was made of it.
///
/// @param charset that it was decoded from
/// @param text    empty where extraction failed
record PageTextRow(Page page, Charset charset, Optional<ExtractedText> text) {
    static PageTextRow of(Page page, HtmlText extraction) {
        var decoded = PageText.decode(page);
        var text = switch (page.format()) {
            case HTML ->
                switch (extraction.extract(decoded, page.url())) {
                    case Kept<ExtractedText>(var kept) -> Optional.of(kept);
                    case Dropped<ExtractedText> _ -> Optional.<ExtractedText>empty();
                };
            case PLAIN_TEXT -> Optional.of(new ExtractedText("", decoded.strip(), Optional.empty(), 0));
        };
        return new PageTextRow(page, PageText.charset(page), text);
    }

    ObjectNode json() {
        var found = text.orElseThrow();
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", page.url())
                .put("title", found.title())
                .put("text", found.text())
                .put("lang", found.declaredLanguage().map(PageTextRow::primary).orElse("und"))
                .put("charset", charset.name())
                .put("mathFound", found.formulas() > 0)
                .put("formulas", found.formulas());
    }

    /// `en` of `en-GB`.
    private static String primary(String declared) {
        return declared.toLowerCase(Locale.ROOT).split("[-_,; ]", 2)[0];
    }
}
