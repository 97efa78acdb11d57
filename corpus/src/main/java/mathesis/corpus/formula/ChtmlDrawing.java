package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// MathJax 3's CHTML back to MathML: its elements are named after MathML's, with boxes for layout between them.
final class ChtmlDrawing {
    private static final Set<String> TOKENS = Set.of("mi", "mn", "mo", "mtext", "ms");
    private static final Set<String> LAYOUT = Set.of(
            "base", "script", "under", "over", "num", "den", "frac", "dbox", "dtable", "row", "box", "sqrt", "root",
            "surd", "table", "itable", "line", "nstrut", "dstrut", "tstrut", "spacer", "strut", "mark");
    private static final Pattern GLYPH = Pattern.compile("mjx-c([0-9A-F]+)");
    private static final Pattern FONT = Pattern.compile("TEX-([A-Z]+)\\b");
    private static final Pattern WIDTH = Pattern.compile("width:\\s*(-?[0-9.]+em)");
    private static final Pattern MARGIN = Pattern.compile("margin-(?:left|right):\\s*(-[0-9.]+em)");
    private static final Pattern ALIGN = Pattern.compile("text-align:\\s*(left|right)");

    private final Budget budget;

    ChtmlDrawing(Budget budget) {
        this.budget = budget;
    }

    /// @param math the `mjx-math` element
    Element math(Element math) {
        return row("math", math);
    }

    private static String name(Element element) {
        var name = element.normalName().toLowerCase(Locale.ROOT);
        return name.startsWith("mjx-") ? name.substring(4) : "";
    }

    private Element convert(Element element) {
        budget.enter();
        var name = name(element);
        var result = switch (name) {
            case "mi", "mn", "mo", "mtext", "ms" -> token(name, element);
            case "mspace" -> space(element);
            case "mfrac" -> fraction(element);
            case "msqrt" -> new Element("msqrt").appendChild(part(element, "box"));
            case "mroot" -> new Element("mroot").appendChildren(List.of(part(element, "box"), part(element, "root")));
            case "msub", "msup", "msubsup" -> scripts(name, element);
            case "munder", "mover", "munderover" -> limits(name, element);
            case "mtable" -> table(element);
            default -> row("mrow", element);
        };
        budget.leave();
        return result;
    }

    private Element row(String name, Element element) {
        var row = new Element(name);
        for (var child : mathematics(element)) {
            row.appendChild(convert(child));
        }
        return row;
    }

    /// The nearest elements below that are MathML, through the boxes of the layout.
    private List<Element> mathematics(Element parent) {
        var found = new ArrayList<Element>();
        var pending = new ArrayList<>(parent.children().reversed());
        while (!pending.isEmpty()) {
            budget.enter();
            budget.leave();
            var next = pending.removeLast();
            var name = name(next);
            if (name.isEmpty() || LAYOUT.contains(name)) {
                pending.addAll(next.children().reversed());
            } else if (!name.equals("c")) {
                found.add(next);
            }
        }
        return found;
    }

    /// The first box of that name, not within another element of MathML.
    private Optional<Element> box(Element parent, String wanted) {
        var pending = new ArrayList<>(parent.children().reversed());
        while (!pending.isEmpty()) {
            budget.enter();
            budget.leave();
            var next = pending.removeLast();
            var name = name(next);
            if (name.equals(wanted)) {
                return Optional.of(next);
            }
            if (LAYOUT.contains(name) || name.equals("munder") && !name.equals(name(parent))) {
                pending.addAll(next.children().reversed());
            }
        }
        return Optional.empty();
    }

    private Element part(Element parent, String box) {
        return box(parent, box).map(found -> row("mrow", found)).orElseGet(() -> new Element("mrow"));
    }

    private static Element token(String name, Element element) {
        var text = new StringBuilder();
        var variant = Optional.<String>empty();
        for (var glyph : element.select("mjx-c, mjx-stretchy-v, mjx-stretchy-h, mjx-utext")) {
            var code = GLYPH.matcher(glyph.className());
            boolean stretched = glyph.normalName().startsWith("mjx-stretchy");
            text.append(
                    code.find() ? Glyphs.character(code.group(1)) : glyph.childrenSize() == 0 ? glyph.wholeText() : "");
            var font = FONT.matcher(glyph.className());
            if (font.find() && variant.isEmpty()) {
                variant = Glyphs.variant(font.group(1));
            }
            if (stretched) {
                break;
            }
        }
        return Glyphs.token(name, text.toString(), variant);
    }

    private static Element space(Element element) {
        var width = WIDTH.matcher(element.attr("style"));
        var margin = MARGIN.matcher(element.attr("style"));
        var em = margin.find() ? margin.group(1) : width.find() ? width.group(1) : "0em";
        return new Element("mspace").attr("width", em);
    }

    private Element fraction(Element element) {
        var mfrac = new Element("mfrac").appendChildren(List.of(part(element, "num"), part(element, "den")));
        return box(element, "line").isPresent() ? mfrac : mfrac.attr("linethickness", "0");
    }

    /// The base, then a box that holds the superscript over the subscript.
    private Element scripts(String name, Element element) {
        var script = box(element, "script");
        var scripts = script.map(this::mathematics).orElse(List.of());
        var result = new Element(name).appendChild(convertAll(mathematicsBefore(element, script)));
        return result.appendChildren(
                scripts.reversed().stream().map(this::convert).toList());
    }

    private List<Element> mathematicsBefore(Element element, Optional<Element> script) {
        var inside = new HashSet<>(script.map(this::mathematics).orElse(List.of()));
        return mathematics(element).stream()
                .filter(child -> !inside.contains(child))
                .toList();
    }

    private Element convertAll(List<Element> elements) {
        var row = new Element("mrow");
        elements.forEach(element -> row.appendChild(convert(element)));
        return row;
    }

    private Element limits(String name, Element element) {
        if (box(element, "base").isEmpty()) {
            return scripts(
                    name.replace("munderover", "msubsup")
                            .replace("munder", "msub")
                            .replace("mover", "msup"),
                    element);
        }
        var result = new Element(name).appendChild(part(element, "base"));
        if (!name.equals("mover")) {
            result.appendChild(part(element, "under"));
        }
        return name.equals("munder") ? result : result.appendChild(part(element, "over"));
    }

    private Element table(Element element) {
        var mtable = new Element("mtable");
        var align = new ArrayList<String>();
        for (var row : mathematics(element)) {
            var mtr = mtable.appendElement("mtr");
            for (var cell : mathematics(row)) {
                mtr.appendChild(row("mtd", cell));
                if (mtable.childrenSize() == 1) {
                    var aligned = ALIGN.matcher(cell.attr("style"));
                    align.add(aligned.find() ? aligned.group(1) : "center");
                }
            }
        }
        return mtable.attr("columnalign", String.join(" ", align));
    }
}
