package mathesis.corpus.formula;

import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter;

/// The TeX that a MathML formula carries: `annotation` in `semantics`, or the attribute `alttext`.
final class Annotation {
    private Annotation() {}

    static Optional<String> tex(Element math) {
        var found = new String[] {""};
        math.filter((node, _) -> {
            if (node instanceof Element element && Markup.name(element).equals("annotation") && isTex(element)) {
                found[0] = element.wholeText().strip();
                return found[0].isEmpty() ? NodeFilter.FilterResult.CONTINUE : NodeFilter.FilterResult.STOP;
            }
            return NodeFilter.FilterResult.CONTINUE;
        });
        return found[0].isEmpty() || found[0].length() > Budget.CHARACTERS ? Optional.empty() : Optional.of(found[0]);
    }

    private static boolean isTex(Element annotation) {
        return annotation.attr("encoding").toLowerCase(Locale.ROOT).contains("tex");
    }
}
