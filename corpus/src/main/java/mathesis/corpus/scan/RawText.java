package mathesis.corpus.scan;

/// Contents of scripts and styles, in which a `<` means nothing unless their own end tag follows.
final class RawText {

    private RawText() {}

    /// Index of the `<` of the end tag; the page's length where the element is never closed.
    static int endTag(byte[] page, int from, String name) {
        int at = Swar.indexOf(page, from, page.length, '<');
        while (at < page.length && !isEndTag(page, at, name)) {
            at = Swar.indexOf(page, at + 1, page.length, '<');
        }
        return at;
    }

    /// Index after the end tag.
    static int end(byte[] page, int from, String name) {
        return Math.min(Swar.indexOf(page, endTag(page, from, name), page.length, '>') + 1, page.length);
    }

    private static boolean isEndTag(byte[] page, int less, String name) {
        int after = less + 2 + name.length();
        return after < page.length
                && page[less + 1] == '/'
                && Ascii.startsWith(page, less + 2, page.length, name)
                && (page[after] == '>' || page[after] == '/' || Ascii.isWhite(page[after]));
    }

    /// Whether a script's tag loads MathJax or KaTeX.
    static boolean namesLibrary(byte[] page, int from, int to) {
        return Ascii.contains(page, from, to, "mathjax") || Ascii.contains(page, from, to, "katex");
    }

    /// Whether a script configures MathJax. Its capital J is rare, so that the search looks for that alone.
    static boolean namesMathJax(byte[] page, int from, int to) {
        int at = Swar.indexOf(page, from, to, 'J');
        while (at < to && !Ascii.startsWith(page, Math.max(at - 4, from), to, "mathjax")) {
            at = Swar.indexOf(page, at + 1, to, 'J');
        }
        return at < to;
    }
}
