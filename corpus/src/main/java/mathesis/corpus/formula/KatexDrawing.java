package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// KaTeX's HTML back to MathML. The classes of its spans say what an atom is; what stands over and under it are the
/// entries of a `vlist` ([KatexList]), told apart by their height.
final class KatexDrawing {
    private static final Set<String> NOTHING = Set.of(
            "strut",
            "pstrut",
            "vlist-s",
            "nulldelimiter",
            "frac-line",
            "hide-tail",
            "arraycolsep",
            "vertical-separator",
            "fix",
            "mathml",
            "eqn-num");
    private static final String[] SIZES = {"1.2em", "1.8em", "2.4em", "3em"};
    private static final String NOT = "\uE020";

    private final Budget budget;
    private boolean negated;

    KatexDrawing(Budget budget) {
        this.budget = budget;
    }

    /// @param html the `.katex-html` element
    Element math(Element html) {
        return row("math", List.of(html));
    }

    /// The classes of a span; KaTeX puts `katex-` before some of them since 0.17.
    static Set<String> classes(Element span) {
        var names = new LinkedHashSet<String>();
        for (var name : span.classNames()) {
            names.add(name.startsWith("katex-") ? name.substring("katex-".length()) : name);
        }
        return names;
    }

    private Element row(String name, List<? extends Node> nodes) {
        var row = new Element(name);
        nodes.forEach(node -> append(node, Set.of(), row));
        return row;
    }

    private Element row(Element span) {
        return row("mrow", span.childNodes());
    }

    private void append(Node node, Set<String> outer, Element row) {
        if (node instanceof TextNode text) {
            leaf(text.getWholeText(), outer, row);
        } else if (node instanceof Element span) {
            budget.enter();
            span(span, classes(span), outer, row);
            budget.leave();
        }
    }

    private void span(Element span, Set<String> classes, Set<String> outer, Element row) {
        if (classes.stream().anyMatch(NOTHING::contains) || span.attr("style").contains("transparent")) {
            return;
        }
        if (classes.contains("mspace")) {
            KatexSpace.of(span).ifPresent(row::appendChild);
        } else if (classes.contains("msupsub")) {
            scripts(span, row);
        } else if (classes.contains("text")) {
            row.appendElement("mtext").text(span.wholeText());
        } else if (classes.contains("mtable")) {
            row.appendChild(table(span));
        } else {
            built(span, classes, row).ifPresentOrElse(row::appendChild, () -> plain(span, classes, outer, row));
        }
    }

    /// What a `vlist` builds.
    private Optional<Element> built(Element span, Set<String> classes, Element row) {
        if (classes.contains("mfrac")) {
            return Optional.of(fraction(span));
        }
        if (classes.contains("sqrt")) {
            return Optional.of(root(span));
        }
        if (classes.contains("overline") || classes.contains("underline")) {
            boolean over = classes.contains("overline");
            var name = over ? "mover" : "munder";
            return Optional.of(stack(name, KatexList.of(span)).appendChild(mo(over ? "\u203E" : "_")));
        }
        if (classes.contains("accent")) {
            return Optional.of(accent(span));
        }
        if (classes.contains("op-limits")
                || classes.contains("munder")
                || classes.contains("mover")
                || classes.contains("x-arrow")) {
            return Optional.of(limits(KatexList.of(span)));
        }
        if (classes.contains("mord") && KatexList.of(span).stream().anyMatch(entry -> entry.holds("fbox"))) {
            return Optional.of(stack("menclose", KatexList.of(span)).attr("notation", "box"));
        }
        return classes.contains("delimsizing") ? Optional.of(fence(span, classes)) : Optional.empty();
    }

    private void plain(Element span, Set<String> classes, Set<String> outer, Element row) {
        var inherited = new LinkedHashSet<>(outer);
        inherited.addAll(classes);
        boolean group = span.childrenSize() > 0;
        if (!group) {
            span.childNodes().forEach(child -> append(child, inherited, row));
            return;
        }
        var inner = new Element("mrow");
        span.childNodes().forEach(child -> append(child, outer, inner));
        if (classes.contains("mop") && inner.select("> mi, > mspace").size() == inner.childrenSize()) {
            row.appendElement("mi").text(words(inner));
            row.appendChild(mo("\u2061"));
        } else if ((classes.contains("mbin") || classes.contains("mrel"))
                && inner.select("mi, mo").size() <= 2) {
            row.appendChild(relation(inner));
        } else if (inner.childrenSize() == 1 || classes.contains("base") || classes.contains("html")) {
            row.appendChildren(List.copyOf(inner.children()));
        } else if (inner.childrenSize() > 0) {
            row.appendChild(inner);
        }
    }

    /// The name of a function; a space that is drawn parts its words.
    private static String words(Element name) {
        return name.children().stream()
                .map(part -> part.normalName().equals("mspace") ? " " : part.text())
                .collect(Collectors.joining())
                .strip();
    }

    /// `\bmod` is a word, `\notin` a stroke over another.
    private static Element relation(Element inner) {
        var parts = inner.select("mi, mo");
        return parts.size() == 2 && parts.getLast().text().equals("/")
                ? mo(parts.getFirst().text() + "\u0338")
                : inner.childrenSize() == 1 && parts.size() == 1
                        ? mo(parts.getFirst().text())
                        : inner;
    }

    private static Element mo(String text) {
        return new Element("mo").text(text);
    }

    private void leaf(String text, Set<String> classes, Element row) {
        var shown = text.replace("\u200B", "").strip();
        if (shown.isEmpty()) {
            return;
        }
        if (shown.equals(NOT)) {
            negated = true;
            return;
        }
        if (shown.length() > 1 && classes.contains("mathnormal")) {
            shown.codePoints().forEach(c -> row.appendElement("mi").text(Character.toString(c)));
            return;
        }
        var token = KatexToken.of(shown, classes);
        if (negated && token.normalName().equals("mo")) {
            token.text(shown + "\u0338");
            negated = false;
        }
        row.appendChild(token);
    }

    private static Element takeLast(Element row) {
        var last = row.lastElementChild();
        if (last == null) {
            return new Element("mrow");
        }
        last.remove();
        return last;
    }

    private void scripts(Element span, Element row) {
        var base = takeLast(row);
        var application = new ArrayList<Element>();
        if (base.text().equals("\u2061")) {
            application.add(base);
            base = takeLast(row);
        }
        var entries = KatexList.of(span);
        var sub = entries.stream().filter(entry -> entry.shift() >= 0).findFirst();
        var sup = entries.stream().filter(entry -> entry.shift() < 0).findFirst();
        var name = sub.isPresent() && sup.isPresent() ? "msubsup" : sub.isPresent() ? "msub" : "msup";
        var scripted = row.appendElement(name).appendChild(base);
        sub.ifPresent(entry -> scripted.appendChild(row(entry.content())));
        sup.ifPresent(entry -> scripted.appendChild(row(entry.content())));
        row.appendChildren(application);
    }

    private Element fraction(Element span) {
        var entries = KatexList.of(span);
        var mfrac = new Element("mfrac");
        entries.reversed().stream()
                .filter(entry -> !entry.holds("frac-line"))
                .forEach(entry -> mfrac.appendChild(row(entry.content())));
        return entries.stream().anyMatch(entry -> entry.holds("frac-line")) ? mfrac : mfrac.attr("linethickness", "0");
    }

    private Element root(Element span) {
        var content = new Element("mrow");
        var index = new Element("mrow");
        for (var child : span.children()) {
            var to = classes(child).contains("root") ? index : content;
            KatexList.inOrOf(child).stream()
                    .filter(entry -> !entry.holds("hide-tail"))
                    .forEach(entry -> to.appendChild(row(entry.content())));
        }
        var result = new Element(index.childrenSize() > 0 ? "mroot" : "msqrt").appendChild(content);
        return index.childrenSize() > 0 ? result.appendChild(index) : result;
    }

    /// The entries that are not drawn lines.
    private Element stack(String name, List<KatexList.Entry> entries) {
        var base = new Element("mrow");
        entries.stream()
                .filter(entry ->
                        !entry.holds("overline-line") && !entry.holds("underline-line") && !entry.holds("fbox"))
                .forEach(entry -> base.appendChild(row(entry.content())));
        return new Element(name).appendChild(base);
    }

    private Element accent(Element span) {
        var base = new Element("mrow");
        var accent = mo("");
        for (var entry : KatexList.of(span)) {
            var drawn = KatexToken.accent(entry.content());
            if (drawn.isPresent()) {
                accent = mo(drawn.get());
            } else {
                base.appendChild(row(entry.content()));
            }
        }
        return new Element("mover").appendChild(base).appendChild(accent);
    }

    /// A base with what stands under and over it.
    private Element limits(List<KatexList.Entry> entries) {
        var base = new Element("mrow");
        var under = new Element("mrow");
        var over = new Element("mrow");
        for (var entry : entries) {
            var to = Math.abs(entry.shift()) < 0.02 ? base : entry.shift() > 0 ? under : over;
            var stretched = KatexToken.stretched(entry.content(), entry.shift() > 0);
            to.appendChild(stretched.map(KatexDrawing::mo).orElseGet(() -> row(entry.content())));
        }
        boolean below = under.childrenSize() > 0;
        boolean above = over.childrenSize() > 0;
        var result = new Element(below && above ? "munderover" : below ? "munder" : "mover").appendChild(base);
        if (below) {
            result.appendChild(under);
        }
        return above ? result.appendChild(over) : result;
    }

    /// `\\left(` within an inner atom, `\\big(` elsewhere.
    private static Element fence(Element span, Set<String> classes) {
        var mo = mo(delimiter(span));
        boolean fitted = span.parents().stream().limit(2).anyMatch(parent -> parent.hasClass("minner"));
        for (int size = 1; size <= SIZES.length && !fitted; size++) {
            if (classes.contains("size" + size)) {
                mo.attr("minsize", SIZES[size - 1]).attr("maxsize", SIZES[size - 1]);
            }
        }
        return mo;
    }

    /// A fence, whole or in pieces.
    private static String delimiter(Element span) {
        for (var text : span.select("span")) {
            var own = text.ownText().replace("\u200B", "").strip();
            if (!own.isEmpty()) {
                return Glyphs.character(Integer.toHexString(own.codePointAt(0)));
            }
        }
        var drawn = span.selectFirst("svg");
        boolean opens = span.parent() != null && span.parent().hasClass("mopen");
        return drawn == null ? "" : KatexToken.fence(drawn, opens);
    }

    /// The cells are kept by columns; those of one row stand at the same height.
    private Element table(Element span) {
        var rows = new TreeMap<Long, Map<Integer, Element>>();
        var align = new ArrayList<String>();
        for (var column : span.children()) {
            var kind = classes(column).stream()
                    .filter(name -> name.startsWith("col-align-"))
                    .findFirst();
            if (kind.isPresent()) {
                for (var cell : KatexList.of(column)) {
                    long height = Math.round(cell.shift() * 50);
                    rows.computeIfAbsent(height, _ -> new HashMap<>()).put(align.size(), cell.content());
                }
                align.add(alignment(kind.get()));
            }
        }
        var mtable = new Element("mtable").attr("columnalign", String.join(" ", align));
        rows.values().forEach(row -> mtable.appendChild(tableRow(row)));
        return mtable;
    }

    private Element tableRow(Map<Integer, Element> cells) {
        var mtr = new Element("mtr");
        int last = cells.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int i = 0; i <= last; i++) {
            var cell = cells.get(i);
            mtr.appendChild(cell == null ? new Element("mtd") : row("mtd", cell.childNodes()));
        }
        return mtr;
    }

    private static String alignment(String column) {
        return switch (column) {
            case "col-align-l" -> "left";
            case "col-align-r" -> "right";
            default -> "center";
        };
    }
}
