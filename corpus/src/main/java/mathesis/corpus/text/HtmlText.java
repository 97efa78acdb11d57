package mathesis.corpus.text;

import mathesis.corpus.DropReason;
import mathesis.corpus.Verdict;
import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// HTML to readable, Markdown-like text that keeps mathematics.
///
/// Headings, paragraphs, lists, tables, quotations, definitions and code keep their shape; links become their
/// text; scripts, hidden elements, navigation, margins and blocks of links go. Formulas come out once each,
/// as `$...$` or `$$...$$`, wherever the page has them: between the delimiters that it declares, in elements,
/// in images, rendered. Dollar signs that are money stay as they are.
///
/// Stateless; any number of threads may use one. Costs time linear in the page, within the limits; whatever
/// goes wrong with a page drops it.
public final class HtmlText {
    /// Less than this share of all text left, and what was taken for boilerplate is the content: an index, a
    /// menu of a site.
    private static final int LEAST_PERCENT = 10;

    private final HtmlTextLimits limits;

    public HtmlText(HtmlTextLimits limits) {
        this.limits = limits;
    }

    /// The text of a page, which may be empty; dropped as [DropReason#EXTRACTION_FAILED] where the page is
    /// larger than the limits allow or cannot be read.
    ///
    /// @param html decoded from its charset
    /// @param url  of the page; may be empty
    public Verdict<ExtractedText> extract(String html, String url) {
        if (html.length() > limits.maxHtmlCharacters()) {
            return new Dropped<>(DropReason.EXTRACTION_FAILED);
        }
        try {
            return new Kept<>(read(html, url));
        } catch (RuntimeException e) {
            return new Dropped<>(DropReason.EXTRACTION_FAILED);
        }
    }

    private ExtractedText read(String html, String url) {
        var delimiters = PageDelimiters.of(html);
        var page = parse(html, url);
        var content = PageReader.read(page, delimiters, limits, false);
        long kept = content.text().text().length();
        return kept * 100 >= (kept + content.removed()) * LEAST_PERCENT
                ? content.text()
                : PageReader.read(page, delimiters, limits, true).text();
    }

    private Document parse(String html, String url) {
        return Parser.htmlParser().setMaxDepth(limits.maxDepth()).parseInput(html, url);
    }
}
