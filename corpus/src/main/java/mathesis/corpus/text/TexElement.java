package mathesis.corpus.text;

import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;

/// Elements that are said to hold a formula, and hold it without delimiters: `<span class="math">x^2</span>`.
final class TexElement {
    private TexElement() {}

    /// The formula, if the element holds nothing but text that looks like one and has no delimiters of its own.
    static Optional<Formula> whole(Element element, TagRole tag, NodeCount nodes) {
        if (Tree.hasElements(element)) {
            return Optional.empty();
        }
        var text = Tree.wholeText(element, nodes);
        boolean delimited = text.indexOf('$') >= 0 || text.contains("\\(") || text.contains("\\[");
        if (delimited || !FormulaShape.isLikely(text, 0, text.length())) {
            return Optional.empty();
        }
        return Formula.of(text, isDisplayed(element, tag));
    }

    private static boolean isDisplayed(Element element, TagRole tag) {
        var words = element.className().toLowerCase(Locale.ROOT);
        return !words.contains("inline") && (tag.isBlock() || words.contains("display") || words.contains("block"));
    }
}
