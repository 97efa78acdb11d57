package mathesis.corpus.formula;

import org.jsoup.nodes.Element;

/// `mspace` to the spaces of TeX, by its width.
final class Spaces {
    private Spaces() {}

    static Tex of(Element mspace) {
        if (mspace.attr("linebreak").equals("newline")) {
            return Tex.space("\\\\");
        }
        return ofWidth(Markup.em(mspace.attr("width"), 0));
    }

    /// @param em the width; the nearest of TeX's spaces is taken
    static Tex ofWidth(double em) {
        if (em < -0.05) {
            return Tex.space("\\!");
        }
        if (em < 0.08) {
            return Tex.NOTHING;
        }
        return Tex.space(
                em < 0.19
                        ? "\\,"
                        : em < 0.25
                                ? "\\:"
                                : em < 0.4 ? "\\;" : em < 0.7 ? "\\enspace" : em < 1.5 ? "\\quad" : "\\qquad");
    }
}
