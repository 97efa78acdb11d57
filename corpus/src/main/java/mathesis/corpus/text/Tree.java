package mathesis.corpus.text;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Walks through a part of a page's tree without recursion.
final class Tree {
    /// Classes of line numbers, of their links, and of what is shown when the mouse is over a name.
    private static final Set<String> BESIDE_CODE =
            Set.of("ttc", "lineno", "linenos", "line-number", "line-numbers", "linenumber", "headerlink", "copybtn");

    private Tree() {}

    /// The node after this one in the order of the page; `root` again after the last one under it.
    ///
    /// @param enters whether to look under the node itself first
    static Node next(Node node, Node root, boolean enters) {
        if (enters && node.childNodeSize() > 0) {
            return node.childNode(0);
        }
        for (Node up = node; up != root; ) {
            var sibling = up.nextSibling();
            if (sibling != null) {
                return sibling;
            }
            var parent = up.parent();
            if (parent == null) {
                return root;
            }
            up = parent;
        }
        return root;
    }

    /// The first element under this one, or this one, that fits.
    static Optional<Element> first(Element root, NodeCount nodes, Predicate<Element> fits) {
        if (fits.test(root)) {
            return Optional.of(root);
        }
        for (Node node = next(root, root, true); node != root; node = next(node, root, true)) {
            nodes.visit();
            if (node instanceof Element element && fits.test(element)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /// All text under the element as the page has it; a line break for each `br` and before each `div`.
    static String wholeText(Element root, NodeCount nodes) {
        if (root.childNodeSize() == 1 && root.childNode(0) instanceof TextNode text) {
            return text.getWholeText();
        }
        var all = new StringBuilder();
        for (Node node = next(root, root, true); node != root; node = next(node, root, true)) {
            nodes.visit();
            switch (node) {
                case TextNode text -> all.append(text.getWholeText());
                case Element element -> breakLine(all, element.normalName());
                default -> {}
            }
        }
        return all.toString();
    }

    /// The lines of source code, without what stands beside them.
    static String code(Element root, NodeCount nodes) {
        var all = new StringBuilder();
        boolean enters = true;
        for (Node node = next(root, root, true); node != root; node = next(node, root, enters)) {
            nodes.visit();
            enters = true;
            switch (node) {
                case TextNode text -> all.append(text.getWholeText());
                case Element element when BESIDE_CODE.contains(element.attr("class")) -> enters = false;
                case Element element -> breakLine(all, element.normalName());
                default -> {}
            }
        }
        return all.toString();
    }

    private static void breakLine(StringBuilder all, String tag) {
        if (tag.equals("br") || (tag.equals("div") && !all.isEmpty() && all.charAt(all.length() - 1) != '\n')) {
            all.append('\n');
        }
    }

    static boolean hasElements(Element element) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            if (element.childNode(i) instanceof Element child
                    && !child.normalName().equals("br")) {
                return true;
            }
        }
        return false;
    }
}
