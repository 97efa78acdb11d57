package mathesis.corpus.text;

import static org.junit.jupiter.api.Assertions.fail;

import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;

/// Pages of tests and what becomes of them.
final class Extraction {
    private Extraction() {}

    /// The text of a page of which this is the body.
    static String textOf(String body) {
        return of("<body>" + body + "</body>").text();
    }

    /// The text of a page with these scripts in its head.
    static String textOf(String scripts, String body) {
        return of("<head>" + scripts + "</head><body>" + body + "</body>").text();
    }

    static ExtractedText of(String html) {
        return switch (new HtmlText(HtmlTextLimits.DEFAULT).extract(html, "https://a.example/")) {
            case Kept<ExtractedText>(var text) -> text;
            case Dropped<ExtractedText>(var reason) -> fail("dropped: " + reason);
        };
    }
}
