package mathesis.corpus.formula;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// KaTeX's spaces: those that an author wrote, told from those that TeX sets around operators.
final class KatexSpace {
    private static final Pattern MARGIN = Pattern.compile("margin-right:\\s*(-?[0-9.]{1,12}em)");
    private static final Set<String> SPACED = Set.of("mbin", "mrel", "mop", "mpunct", "minner");

    private KatexSpace() {}

    /// Empty for a space that TeX sets.
    static Optional<Element> of(Element mspace) {
        var margin = MARGIN.matcher(mspace.attr("style"));
        if (!margin.find()) {
            return mspace.wholeText().isBlank() && mspace.wholeText().indexOf(0xA0) < 0
                    ? Optional.empty()
                    : Optional.of(new Element("mtext").text("\u00A0"));
        }
        double em = Markup.em(margin.group(1), 0);
        boolean usual = em > 0.1 && em < 0.3;
        boolean atEdge = mspace.previousElementSibling() == null || mspace.nextElementSibling() == null;
        return usual && (atEdge || isSpaced(mspace.previousElementSibling()) || isSpaced(mspace.nextElementSibling()))
                ? Optional.empty()
                : Optional.of(new Element("mspace").attr("width", margin.group(1)));
    }

    private static boolean isSpaced(Element neighbour) {
        return neighbour.classNames().stream().anyMatch(SPACED::contains);
    }
}
