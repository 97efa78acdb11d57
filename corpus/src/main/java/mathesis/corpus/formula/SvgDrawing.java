package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// MathJax 3's SVG back to MathML: groups are named after MathML's elements in `data-mml-node`, glyphs carry their
/// character in `data-c`.
final class SvgDrawing {
    private static final Pattern HEIGHT = Pattern.compile("translate\\(\\s*-?[0-9.]+\\s*,\\s*(-?[0-9.]+)");
    private static final Pattern FONT = Pattern.compile("TEX-([A-Z]+)-");

    private static final Pattern ARROW = Pattern.compile("[\u2190-\u21FF][-=\u2212]+");

    private final Budget budget;

    SvgDrawing(Budget budget) {
        this.budget = budget;
    }

    /// @param math the group of the whole formula
    Element math(Element math) {
        return row("math", math);
    }

    private static String name(Element element) {
        return element.attr("data-mml-node");
    }

    private Element convert(Element element) {
        budget.enter();
        var name = name(element);
        var result = switch (name) {
            case "mi", "mn", "mo", "mtext", "ms" -> token(name, element);
            case "mfrac" -> fraction(element);
            case "msqrt", "mroot" -> root(name, element);
            case "msub", "msup", "munder", "mover" -> container(name, mathematics(element));
            case "msubsup", "munderover" -> scripts(name, element);
            case "mtable", "mtr", "mlabeledtr" -> container(name, mathematics(element));
            case "mtd" -> row("mtd", element);
            default -> row("mrow", element);
        };
        budget.leave();
        return result;
    }

    private Element row(String name, Element element) {
        return container(name, mathematics(element));
    }

    private Element container(String name, List<Element> parts) {
        var result = new Element(name);
        parts.forEach(part -> result.appendChild(convert(part)));
        return result;
    }

    /// The nearest groups below that are MathML, through groups of layout.
    private List<Element> mathematics(Element parent) {
        var found = new ArrayList<Element>();
        var pending = new ArrayList<>(parent.children().reversed());
        while (!pending.isEmpty()) {
            budget.enter();
            budget.leave();
            var next = pending.removeLast();
            if (!name(next).isEmpty()) {
                found.add(next);
            } else {
                pending.addAll(next.children().reversed());
            }
        }
        return found;
    }

    private static Element token(String name, Element element) {
        var text = new StringBuilder();
        var variant = Optional.<String>empty();
        for (var glyph : glyphs(element)) {
            text.append(glyph.hasAttr("data-c") ? Glyphs.character(glyph.attr("data-c")) : glyph.wholeText());
            var font = FONT.matcher(glyph.attr("xlink:href") + glyph.attr("href"));
            if (font.find() && variant.isEmpty()) {
                variant = Glyphs.variant(font.group(1));
            }
        }
        return Glyphs.token(name, name.equals("mo") ? unstretched(text.toString()) : text.toString(), variant);
    }

    /// The glyphs of a token; one that is drawn out of others is one.
    private static List<Element> glyphs(Element token) {
        return token.select("[data-c], text").stream()
                .filter(glyph -> glyph.parent() == null || !glyph.parent().hasAttr("data-c"))
                .toList();
    }

    /// A stretched fence, brace or arrow is drawn in pieces.
    private static String unstretched(String text) {
        boolean fence = text.length() > 1 && "()[]{}|\u2016\u23DE\u23DF".indexOf(text.charAt(0)) >= 0;
        boolean arrow = ARROW.matcher(text).matches();
        return fence || arrow ? text.substring(0, 1) : text;
    }

    private Element fraction(Element element) {
        var mfrac = container("mfrac", mathematics(element));
        boolean line =
                element.children().stream().anyMatch(child -> child.normalName().equals("rect"));
        return line ? mfrac : mfrac.attr("linethickness", "0");
    }

    /// A group with what is under the sign, then the index, then the sign.
    private Element root(String name, Element element) {
        var radicand = element.firstElementChild();
        var parts = mathematics(element);
        if (radicand == null || parts.isEmpty()) {
            return new Element("mrow");
        }
        var under = name(radicand).isEmpty() ? mathematics(radicand) : List.of(radicand);
        var result = new Element(name).appendChild(container("mrow", under));
        return name.equals("mroot") && parts.size() > under.size()
                ? result.appendChild(convert(parts.get(under.size())))
                : result;
    }

    /// The base, then the scripts in any order; the higher one is the superscript.
    private Element scripts(String name, Element element) {
        var parts = mathematics(element);
        if (parts.size() == 3 && height(parts.get(1)) > height(parts.get(2))) {
            parts = List.of(parts.get(0), parts.get(2), parts.get(1));
        }
        return container(name, parts);
    }

    private static double height(Element group) {
        var height = HEIGHT.matcher(group.attr("transform"));
        return height.find() && height.group(1).length() < 20 ? Markup.em(height.group(1) + "em", 0) : 0;
    }
}
