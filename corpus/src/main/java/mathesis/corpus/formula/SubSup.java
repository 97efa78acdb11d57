package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Formulas written with plain HTML: `x<sub>i</sub><sup>2</sup>` is `x_i^2`.
public final class SubSup {
    private SubSup() {}

    /// One script as TeX, `_i` or `^{10}`, to stand after the text that it belongs to.
    ///
    /// @param script a `sub` or `sup` element; scripts in it are nested
    public static Optional<String> script(Element script) {
        try {
            var content = convert(script.childNodes(), new Budget(), true);
            var sign = script.normalName().equals("sub") ? "_" : "^";
            return content.isEmpty() ? Optional.empty() : Optional.of(sign + content.script());
        } catch (Budget.Exceeded _) {
            return Optional.empty();
        }
    }

    /// A run of nodes that is one formula: text, `sub`, `sup`, and elements of style around them.
    public static Optional<String> toTex(List<? extends Node> formula) {
        try {
            var tex = convert(formula, new Budget(), false);
            return tex.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Budget.checked(tex.text().strip()));
        } catch (Budget.Exceeded _) {
            return Optional.empty();
        }
    }

    private static Tex convert(List<? extends Node> nodes, Budget budget, boolean tight) {
        var pieces = new ArrayList<Tex>();
        nodes.forEach(node -> append(node, pieces, budget, tight));
        return TexRow.of(pieces, tight);
    }

    private static void append(Node node, List<Tex> pieces, Budget budget, boolean tight) {
        budget.enter();
        if (node instanceof TextNode text) {
            text(Budget.checked(text.getWholeText()), pieces);
        } else if (node instanceof Element element) {
            switch (element.normalName()) {
                case "sub" -> attach(pieces, convert(element.childNodes(), budget, true), Tex.NOTHING);
                case "sup" -> attach(pieces, Tex.NOTHING, convert(element.childNodes(), budget, true));
                case "b", "strong" -> pieces.add(bold(convert(element.childNodes(), budget, tight)));
                case "script", "style" -> {}
                default -> element.childNodes().forEach(child -> append(child, pieces, budget, tight));
            }
        }
        budget.leave();
    }

    private static Tex bold(Tex content) {
        return MathFont.BOLD.apply(content);
    }

    private static void attach(List<Tex> pieces, Tex sub, Tex sup) {
        var base = pieces.isEmpty() ? Tex.NOTHING : pieces.removeLast();
        pieces.add(Scripts.attach(base, sub, sup));
    }

    /// Words of letters are names, digits numbers, everything else a character each.
    private static void text(String text, List<Tex> pieces) {
        for (int i = 0; i < text.length(); ) {
            int end = i;
            while (end < text.length() && Tex.isLetter(text.charAt(end))) {
                end++;
            }
            while (end == i && end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end = digits(text, end);
            }
            if (end == i) {
                end += Character.charCount(text.codePointAt(i));
            }
            pieces.add(word(text.substring(i, end)));
            i = end;
        }
        pieces.removeIf(Tex::isEmpty);
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static Tex word(String word) {
        if (Symbols.isFunction(word)) {
            return Tex.operator("\\" + word);
        }
        return word.length() > 3 && Tex.isLetter(word.charAt(0))
                ? Tex.font("\\text", word)
                : Tokens.characters(word, Optional.empty());
    }
}
