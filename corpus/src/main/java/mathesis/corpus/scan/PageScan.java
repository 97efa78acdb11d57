package mathesis.corpus.scan;

/// The first pass over a page: one scan over its bytes that leaves what a classifier reads, without a tree.
///
/// Tags, comments, styles and scripts go; TeX stays, in scripts of type `math/tex`, in the alternative text of images
/// and of `<math>`. Blocks are set apart by a space, white space is one space, the character references of everyday
/// pages are resolved. What the page's bytes are is as browsers have it, but for the tree: an unclosed comment, script
/// or tag swallows the rest.
///
/// Bytes must be UTF-8 or another superset of ASCII that uses no ASCII byte within a character. A page of n bytes takes
/// time in proportion to n, whatever it holds, and leaves at most n bytes of text, or `mostTextBytes` if that is less.
/// One scan serves one thread; what it returns is valid until its next page.
public final class PageScan {
    /// Text beyond this no classifier needs to see; ours.
    public static final int MOST_TEXT_BYTES = 1 << 20;

    private final int mostTextBytes;
    private final ScannedText text = new ScannedText();
    private final Tag tag = new Tag(text);

    public PageScan() {
        this(MOST_TEXT_BYTES);
    }

    public PageScan(int mostTextBytes) {
        if (mostTextBytes < 1 || mostTextBytes > 1 << 30) {
            throw new IllegalArgumentException("most-text-bytes is " + mostTextBytes + "; must lie in [1, 2^30]");
        }
        this.mostTextBytes = mostTextBytes;
    }

    /// Scans a whole page of HTML.
    public void scan(byte[] html) {
        text.reset(html.length, mostTextBytes);
        tag.reset();
        int at = 0;
        while (at < html.length && !text.full()) {
            at = html[at] == '<' ? tag.read(html, at) : text.append(html, at, html.length, true);
        }
        text.finish();
    }

    /// Takes plain text as it is, but for white space.
    public void scanPlainText(byte[] plain) {
        text.reset(plain.length, mostTextBytes);
        tag.reset();
        text.append(plain, 0, plain.length, false);
        text.finish();
    }

    /// The text of the last page in UTF-8: one line in the first [#length] bytes. The array is reused.
    public byte[] text() {
        return text.bytes();
    }

    public int length() {
        return text.length();
    }

    /// What the last page, as far as its text was kept, shows of mathematics.
    public MathSignals signals() {
        return new MathSignals(
                tag.mathElements(),
                tag.texScripts(),
                tag.libraries(),
                text.inlineDelimiters(),
                text.displayDelimiters(),
                text.texCommands(),
                tag.texImages());
    }
}
