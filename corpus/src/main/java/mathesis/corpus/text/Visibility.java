package mathesis.corpus.text;

import java.util.Locale;
import org.jsoup.nodes.Element;

/// Whether a reader of the page would see an element.
final class Visibility {
    private Visibility() {}

    static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || isHiddenByStyle(element.attr("style"));
    }

    private static boolean isHiddenByStyle(String style) {
        if (style.isEmpty()) {
            return false;
        }
        return hasValue(style, "display", "none") || hasValue(style, "visibility", "hidden");
    }

    /// Whether the value stands behind the property, for styles of one declaration or many.
    private static boolean hasValue(String style, String property, String value) {
        int at = style.toLowerCase(Locale.ROOT).indexOf(property);
        if (at < 0) {
            return false;
        }
        int i = at + property.length();
        while (i < style.length() && (style.charAt(i) == ':' || Whitespace.is(style.charAt(i)))) {
            i++;
        }
        return style.regionMatches(true, i, value, 0, value.length());
    }
}
