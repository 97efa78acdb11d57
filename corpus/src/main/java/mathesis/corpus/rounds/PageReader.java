package mathesis.corpus.rounds;

import java.util.Optional;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict;
import mathesis.corpus.charset.PageText;
import mathesis.corpus.scan.PageScan;
import mathesis.corpus.text.ExtractedText;
import mathesis.corpus.text.HtmlText;
import mathesis.corpus.text.HtmlTextLimits;
import mathesis.corpus.training.ClassifierText;

/// Turns a page into text in both ways: the first pass, and the careful extraction. Holds buffers; one a thread.
public final class PageReader {
    private static final int LONGEST_LINE = 4 * PageScan.MOST_TEXT_BYTES;

    private final PageScan scan = new PageScan();
    private final HtmlText extraction = new HtmlText(HtmlTextLimits.DEFAULT);
    private byte[] line = new byte[1 << 16];
    private int length;

    /// Makes [#line] the page's text as the classifier reads it, without building a tree.
    ///
    /// @return whether there is any
    public boolean firstPass(Page page) {
        if (page.format() == Page.Format.PLAIN_TEXT) {
            scan.scanPlainText(page.body());
        } else {
            scan.scan(PageText.utf8(page));
        }
        return normalize(scan.text(), scan.length());
    }

    /// Makes [#line] this text as the classifier reads it.
    ///
    /// @return whether there is any
    public boolean normalize(byte[] utf8, int end) {
        int most = ClassifierText.longest(end);
        if (line.length < most) {
            line = new byte[Math.max(most, Math.min(LONGEST_LINE, 2 * line.length))];
        }
        length = ClassifierText.normalize(utf8, 0, end, line);
        return length > 0;
    }

    /// Its first [#length] bytes hold what was normalised last.
    public byte[] line() {
        return line;
    }

    public int length() {
        return length;
    }

    /// The careful extraction. Text that a crawler took out of a page is taken as it is.
    public Verdict<ExtractedText> careful(Page page) {
        var decoded = PageText.decode(page);
        return page.format() == Page.Format.PLAIN_TEXT
                ? new Verdict.Kept<>(new ExtractedText("", decoded, Optional.empty(), 0))
                : extraction.extract(decoded, page.url());
    }
}
