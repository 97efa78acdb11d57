package mathesis.corpus.text;

/// Bounds on what one page may cost.
///
/// @param maxHtmlCharacters    of the page; a longer one is dropped
/// @param maxNodes             of its tree that are visited; a page with more is dropped
/// @param maxDepth             of its tree; the parser puts deeper elements beside each other
/// @param maxTextCharacters    of its text; a page with more is dropped
/// @param maxFormulaCharacters from a formula's opening delimiter to its closing one; longer ones stay text
public record HtmlTextLimits(
        int maxHtmlCharacters, int maxNodes, int maxDepth, int maxTextCharacters, int maxFormulaCharacters) {
    /// Ours: Common Crawl cuts pages at 1 MiB; a page of ten times that is still read.
    public static final HtmlTextLimits DEFAULT = new HtmlTextLimits(10_000_000, 2_000_000, 256, 10_000_000, 20_000);

    public HtmlTextLimits {
        require("max-html-characters", maxHtmlCharacters);
        require("max-nodes", maxNodes);
        require("max-depth", maxDepth);
        require("max-text-characters", maxTextCharacters);
        require("max-formula-characters", maxFormulaCharacters);
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("mathesis.mining.text." + name + " is " + value + "; must be positive");
        }
    }
}
