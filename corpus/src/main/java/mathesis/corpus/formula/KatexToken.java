package mathesis.corpus.formula;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// KaTeX's letters by the classes of their fonts, and its drawn accents by their shapes.
final class KatexToken {
    private static final Map<String, String> FONTS = Map.ofEntries(
            Map.entry("mathbf", "bold"),
            Map.entry("textbf", "bold"),
            Map.entry("boldsymbol", "bold-italic"),
            Map.entry("mathbb", "double-struck"),
            Map.entry("textbb", "double-struck"),
            Map.entry("mathcal", "script"),
            Map.entry("mathscr", "script"),
            Map.entry("mathfrak", "fraktur"),
            Map.entry("mathsf", "sans-serif"),
            Map.entry("mathtt", "monospace"),
            Map.entry("mathit", "italic"),
            Map.entry("mathrm", "normal"));

    private KatexToken() {}

    static Element of(String text, Set<String> classes) {
        var font = classes.stream().filter(FONTS::containsKey).findFirst().map(FONTS::get);
        var token = new Element(name(text, classes)).text(text);
        if (font.isPresent()) {
            return token.attr("mathvariant", font.get());
        }
        boolean upright = !classes.contains("mathnormal") && text.length() == 1 && Tex.isLetter(text.charAt(0));
        return upright ? token.attr("mathvariant", "normal") : token;
    }

    private static String name(String text, Set<String> classes) {
        if (classes.contains("mbin")
                || classes.contains("mrel")
                || classes.contains("mopen")
                || classes.contains("mclose")
                || classes.contains("mpunct")
                || classes.contains("op-symbol")) {
            return "mo";
        }
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.') && !text.equals(".") ? "mn" : "mi";
    }

    /// The character of an accent, where the entry is one.
    static Optional<String> accent(Element entry) {
        for (var child : entry.children()) {
            if (KatexDrawing.classes(child).contains("accent-body")) {
                var text = child.text().strip();
                return Optional.of(text.isEmpty() ? "\u2192" : text);
            }
        }
        return stretched(entry, false);
    }

    /// The character that a stretched drawing stands for, by its place and its picture.
    static Optional<String> stretched(Element entry, boolean under) {
        if (!entry.hasClass("svg-align")) {
            return Optional.empty();
        }
        if (entry.selectFirst(".brace-left, .katex-brace-left") != null) {
            return Optional.of(under ? "\u23DF" : "\u23DE");
        }
        if (entry.selectFirst(".halfarrow-left, .katex-halfarrow-left") != null) {
            return Optional.of("\u2194");
        }
        var svg = entry.selectFirst("svg");
        return svg == null ? Optional.empty() : Optional.of(picture(svg));
    }

    /// KaTeX has a few pictures, told apart by their view box and the end that is held fast.
    private static String picture(Element svg) {
        boolean right = attribute(svg, "preserveAspectRatio").startsWith("xMax");
        var box = attribute(svg, "viewBox");
        return switch (box.substring(box.lastIndexOf(' ') + 1)) {
            case "239", "300", "360", "420" -> "^";
            case "260", "286", "306", "312" -> "~";
            case "560" -> right ? "\u21D2" : "\u21D0";
            default -> right ? "\u2192" : "\u2190";
        };
    }

    /// A tall fence that is drawn, by the width of its picture.
    static String fence(Element svg, boolean opens) {
        var box = attribute(svg, "viewBox").split(" ");
        return switch (box.length == 4 ? box[2] : "") {
            case "875" -> opens ? "(" : ")";
            case "667" -> opens ? "[" : "]";
            case "556" -> "\u2016";
            default -> "|";
        };
    }

    private static String attribute(Element svg, String name) {
        return svg.hasAttr(name) ? svg.attr(name) : svg.attr(name.toLowerCase(Locale.ROOT));
    }
}
