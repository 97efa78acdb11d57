package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.corpus.formula.Tex.Role;
import org.jsoup.nodes.Element;

/// Presentation markup to TeX. One object per formula; it hands content markup to [ContentMarkup] and tables to
/// [Tables].
final class Presentation {
    private final Budget budget;

    Presentation(Budget budget) {
        this.budget = budget;
    }

    /// @param tight without spaces around operators, as scripts are written
    Tex convert(Element element, boolean tight) {
        budget.enter();
        var tex = dispatch(element, tight);
        budget.leave();
        return tex;
    }

    private Tex dispatch(Element element, boolean tight) {
        var name = Markup.name(element);
        if (Markup.isToken(name) && Markup.holdsMarkup(element)) {
            return name.equals("mo") ? built(element, row(element, tight)) : row(element, tight);
        }
        return switch (name) {
            case "mi" -> Tokens.identifier(element, false);
            case "mn" -> Tokens.number(element);
            case "mo" -> operator(element);
            case "mtext" -> Tokens.text(element);
            case "ms" -> Tex.font("\\text", Tokens.escaped("\"" + Budget.checked(element.text()) + "\""));
            case "mspace" -> Spaces.of(element);
            case "mfrac" -> fraction(element);
            case "msqrt" -> Tex.tall("\\sqrt" + row(element, tight).braced());
            case "mroot" -> root(element);
            case "msub" -> Scripts.attach(child(element, 0, tight), child(element, 1, true), Tex.NOTHING);
            case "msup" -> Scripts.attach(child(element, 0, tight), Tex.NOTHING, child(element, 1, true));
            case "msubsup" ->
                Scripts.attach(child(element, 0, tight), child(element, 1, true), child(element, 2, true));
            case "munder" -> Scripts.underOver(child(element, 0, tight), child(element, 1, true), Tex.NOTHING);
            case "mover" -> Scripts.underOver(child(element, 0, tight), Tex.NOTHING, child(element, 1, true));
            case "munderover" ->
                Scripts.underOver(child(element, 0, tight), child(element, 1, true), child(element, 2, true));
            case "mmultiscripts" -> multiscripts(element);
            case "mfenced" -> fenced(element, tight);
            case "menclose" -> enclosed(element, tight);
            case "mphantom" -> phantom(row(element, tight));
            case "mtable" -> new Tables(this).table(element, tight);
            case "mstyle" -> style(element, tight);
            case "semantics", "maction" -> first(element, tight);
            case "annotation", "annotation-xml", "none", "mprescripts", "malignmark", "maligngroup" -> Tex.NOTHING;
            default ->
                ContentMarkup.handles(name) ? new ContentMarkup(this, budget).convert(element) : row(element, tight);
        };
    }

    /// An operator that is built of others, as KaTeX writes `\bmod` and `\stackrel`.
    private static Tex built(Element mo, Tex content) {
        if (content.text().equals("\\mathrm{mod}")) {
            return Tex.atom("\\bmod").as(Role.BINARY);
        }
        double space = Markup.em(mo.attr("lspace"), 0.28);
        return content.as(space > 0.25 ? Role.RELATION : space > 0.2 ? Role.BINARY : Role.ORDINARY);
    }

    /// The children of an element in a row, as `mrow` has them.
    Tex row(Element element, boolean tight) {
        var children = Markup.children(element);
        if (children.isEmpty()) {
            return element.hasText() ? Tokens.characters(Tokens.content(element), Optional.empty()) : Tex.NOTHING;
        }
        var pieces = new ArrayList<Tex>(children.size());
        for (int i = 0; i < children.size(); i++) {
            pieces.add(inRow(children, i, tight));
        }
        return Delimited.isDelimited(children) ? Delimited.row(children, pieces, tight) : TexRow.of(pieces, tight);
    }

    private Tex inRow(List<Element> children, int i, boolean tight) {
        boolean name = Markup.name(children.get(i)).equals("mi");
        boolean applied = name && i + 1 < children.size() && isApplication(children.get(i + 1));
        return applied ? Tokens.identifier(children.get(i), true) : convert(children.get(i), tight);
    }

    private static boolean isApplication(Element next) {
        return Markup.name(next).equals("mo") && next.text().strip().equals("\u2061");
    }

    /// A child by its place; nothing where the markup lacks it.
    Tex child(Element parent, int index, boolean tight) {
        var children = Markup.children(parent);
        return index < children.size() ? convert(children.get(index), tight) : Tex.NOTHING;
    }

    private Tex operator(Element mo) {
        var tex = Tokens.operator(mo);
        var size = Delimited.size(mo);
        if (!size.isEmpty()) {
            return new Tex(size + tex.text(), tex.role(), tex.shape(), false);
        }
        return switch (mo.attr("form")) {
            case "prefix" -> Delimited.isBar(tex) ? tex.as(Role.OPEN) : tex;
            case "postfix" -> Delimited.isBar(tex) ? tex.as(Role.CLOSE) : tex;
            default -> tex;
        };
    }

    private Tex fraction(Element mfrac) {
        var parts = child(mfrac, 0, true).braced() + child(mfrac, 1, true).braced();
        boolean line = Markup.em(mfrac.attr("linethickness").equals("0") ? "0em" : mfrac.attr("linethickness"), 1) > 0;
        boolean bevelled = mfrac.attr("bevelled").equals("true");
        if (bevelled) {
            return TexRow.of(List.of(child(mfrac, 0, true), Tex.atom("/"), child(mfrac, 1, true)), true);
        }
        return Tex.tall((line ? "\\frac" : Fences.BINOMIAL) + parts);
    }

    private Tex root(Element mroot) {
        return Tex.tall("\\sqrt[" + child(mroot, 1, true).text() + "]"
                + child(mroot, 0, false).braced());
    }

    private Tex multiscripts(Element element) {
        var children = Markup.children(element);
        var base = child(element, 0, true);
        var before = new StringBuilder();
        boolean pre = false;
        for (int i = 1; i < children.size(); ) {
            if (Markup.name(children.get(i)).equals("mprescripts")) {
                pre = true;
                i++;
                continue;
            }
            var sub = convert(children.get(i), true);
            var sup = i + 1 < children.size() ? convert(children.get(i + 1), true) : Tex.NOTHING;
            if (pre) {
                before.append(Scripts.attach(Tex.NOTHING, sub, sup).text());
            } else {
                base = Scripts.attach(base, sub, sup);
            }
            Budget.check(before);
            i += 2;
        }
        return before.isEmpty() ? base : TexRow.of(List.of(Tex.atom(before.toString()), base), true);
    }

    private Tex fenced(Element element, boolean tight) {
        var children = Markup.children(element);
        var separators =
                element.hasAttr("separators") ? element.attr("separators").replaceAll("\\s", "") : ",";
        var pieces = new ArrayList<Tex>();
        for (int i = 0; i < children.size(); i++) {
            if (i > 0 && !separators.isEmpty()) {
                int at = Math.min(i - 1, separators.length() - 1);
                pieces.add(Symbols.of(separators.charAt(at)));
            }
            pieces.add(convert(children.get(i), tight));
        }
        var open = element.hasAttr("open") ? element.attr("open") : "(";
        var close = element.hasAttr("close") ? element.attr("close") : ")";
        return Delimited.between(
                Tokens.characters(open.strip(), Optional.empty()),
                TexRow.of(pieces, tight),
                Tokens.characters(close.strip(), Optional.empty()),
                tight);
    }

    private Tex enclosed(Element element, boolean tight) {
        var content = row(element, tight);
        var notation = " " + element.attr("notation") + " ";
        for (var command : ENCLOSURES) {
            if (notation.contains(" " + command[0] + " ")) {
                content = Tex.tall(command[1] + content.braced());
            }
        }
        return content;
    }

    private static final String[][] ENCLOSURES = {
        {"box", "\\boxed"},
        {"roundedbox", "\\boxed"},
        {"updiagonalstrike", "\\cancel"},
        {"downdiagonalstrike", "\\bcancel"},
        {"radical", "\\sqrt"},
        {"top", "\\overline"},
        {"bottom", "\\underline"}
    };

    private static Tex phantom(Tex content) {
        return content.isEmpty() ? content : Tex.atom("\\phantom" + content.braced());
    }

    private Tex style(Element mstyle, boolean tight) {
        var content = row(mstyle, tight);
        if (content.text().startsWith("\\frac{") && content.shape() == Tex.Shape.ATOM) {
            var letter = switch (mstyle.attr("displaystyle")) {
                case "true" -> "d";
                case "false" -> "t";
                default -> "";
            };
            return Tex.tall("\\" + letter + content.text().substring(1));
        }
        return content;
    }

    private Tex first(Element element, boolean tight) {
        return child(element, 0, tight);
    }
}
