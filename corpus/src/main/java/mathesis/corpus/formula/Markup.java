package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/// MathML as pages really hold it: names with prefixes, and prefixed elements that HTML did not close.
final class Markup {
    /// Elements without content; `<m:mspace/>` in HTML swallows what follows it.
    private static final Set<String> EMPTY =
            Set.of("mspace", "none", "mprescripts", "sep", "malignmark", "maligngroup");

    private static final Set<String> MARKUP = Set.of(
            "mi",
            "mn",
            "mo",
            "mtext",
            "mrow",
            "mover",
            "munder",
            "munderover",
            "msub",
            "msup",
            "msubsup",
            "mfrac",
            "msqrt",
            "mroot",
            "mstyle",
            "mpadded",
            "mtable");

    private Markup() {}

    /// The local name in small letters: `mi` of `<m:mi>`.
    static String name(Element element) {
        var name = element.normalName();
        int colon = name.indexOf(':');
        var local = colon < 0 ? name : name.substring(colon + 1);
        return local.toLowerCase(Locale.ROOT);
    }

    /// The element children, those of an empty element counted as its followers.
    static List<Element> children(Element parent) {
        var children = parent.children();
        if (children.stream().noneMatch(Markup::swallows)) {
            return children;
        }
        var result = new ArrayList<Element>();
        for (var child : children) {
            unfold(child, result);
        }
        return result;
    }

    static boolean isToken(String name) {
        return switch (name) {
            case "mi", "mn", "mo", "mtext" -> true;
            default -> false;
        };
    }

    /// Whether a token holds elements of MathML, as KaTeX nests them.
    static boolean holdsMarkup(Element token) {
        return token.childNodeSize() > 0
                && token.children().stream().map(Markup::name).anyMatch(MARKUP::contains);
    }

    private static boolean swallows(Element element) {
        return element.normalName().indexOf(':') >= 0
                && element.childNodeSize() > 0
                && (EMPTY.contains(name(element)) || ContentOperators.isEmpty(name(element)));
    }

    private static void unfold(Element first, List<Element> result) {
        var pending = new ArrayList<Element>(List.of(first));
        while (!pending.isEmpty()) {
            var next = pending.removeLast();
            result.add(next);
            if (swallows(next)) {
                pending.addAll(next.children().reversed());
            }
        }
    }

    /// A length in em, `fallback` where there is none that can be read.
    static double em(String length, double fallback) {
        return switch (length.strip().toLowerCase(Locale.ROOT)) {
            case "veryverythinmathspace" -> 1 / 18.0;
            case "verythinmathspace" -> 2 / 18.0;
            case "thinmathspace" -> 3 / 18.0;
            case "mediummathspace" -> 4 / 18.0;
            case "thickmathspace" -> 5 / 18.0;
            case "verythickmathspace" -> 6 / 18.0;
            case "veryverythickmathspace" -> 7 / 18.0;
            case "negativethinmathspace" -> -3 / 18.0;
            case "negativemediummathspace" -> -4 / 18.0;
            case "negativethickmathspace" -> -5 / 18.0;
            default -> number(length.strip(), fallback);
        };
    }

    private static double number(String length, double fallback) {
        int end = 0;
        while (end < length.length() && end < 20 && "+-.0123456789".indexOf(length.charAt(end)) >= 0) {
            end++;
        }
        double perEm = switch (length.substring(end).strip().toLowerCase(Locale.ROOT)) {
            case "em" -> 1;
            case "ex" -> 0.45;
            case "px" -> 1 / 16.0;
            case "pt" -> 1 / 12.0;
            case "mu" -> 1 / 18.0;
            default -> 0;
        };
        try {
            return end == 0 || perEm == 0 ? fallback : Double.parseDouble(length.substring(0, end)) * perEm;
        } catch (NumberFormatException _) {
            return fallback;
        }
    }
}
