package mathesis.corpus.text;

import mathesis.corpus.DropReason;
import mathesis.corpus.Verdict;
import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.text.Boilerplate.Extent;
import mathesis.corpus.text.PageReader.Reading;
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
    /// Less than this share left of a page without its blocks of links, and they are its content: an index.
    private static final int LEAST_PERCENT_OF_LINKS = 25;
    /// Less than this share left of all text, and what was taken for navigation or a margin is the content.
    private static final int LEAST_PERCENT_OF_ALL = 10;

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

    /// Only parses a page, for measurements: what extraction cannot be faster than.
    ///
    /// @return number of the page's outermost nodes
    public int parse(String html) {
        return parse(html, "").childNodeSize();
    }

    private ExtractedText read(String html, String url) {
        var delimiters = PageDelimiters.of(html);
        var page = parse(html, url);
        var content = PageReader.read(page, delimiters, limits, Extent.CONTENT);
        if (isTooLittle(content, content.links(), LEAST_PERCENT_OF_LINKS)) {
            content = PageReader.read(page, delimiters, limits, Extent.LINKS);
        }
        return isTooLittle(content, content.links() + content.margins(), LEAST_PERCENT_OF_ALL)
                ? PageReader.read(page, delimiters, limits, Extent.ALL).text()
                : content.text();
    }

    private static boolean isTooLittle(Reading reading, long leftOut, int leastPercent) {
        long kept = reading.text().text().length();
        return kept * 100 < (kept + leftOut) * leastPercent;
    }

    private Document parse(String html, String url) {
        return Parser.htmlParser().setMaxDepth(limits.maxDepth()).parseInput(html, url);
    }
}
