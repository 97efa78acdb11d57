package mathesis.corpus.text;

/// What a page's scripts say about formulas in its text.
///
/// @param rules      that tell formulas from words
/// @param ignoresAll whether only elements of certain classes are read for formulas
/// @param length     of the page, in characters
record PageDelimiters(DelimiterRules rules, boolean ignoresAll, int length) {
    static PageDelimiters of(String html) {
        boolean typeset = html.contains("MathJax") || html.contains("mathjax") || html.contains("katex");
        return new PageDelimiters(DelimiterRules.undeclared(typeset), false, html.length());
    }
}
