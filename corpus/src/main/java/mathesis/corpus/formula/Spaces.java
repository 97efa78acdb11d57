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
        if (em < 0.14) {
            return Tex.NOTHING;
        }
        return Tex.space(
                em < 0.19
                        ? "\\,"
                        : em < 0.25
                                ? "\\:"
                                : em < 0.4 ? "\\;" : em < 0.7 ? "\\enspace" : em < 1.5 ? "\\quad" : "\\qquad");
    }

    /// A text of nothing but spaces; an invisible separator (U+2063) after them turns them back, as KaTeX writes it.
    static Tex ofText(String text) {
        double em = text.codePoints().mapToDouble(Spaces::width).sum();
        boolean noBreak = text.strip().equals("\u00A0") || text.equals("\u00A0");
        return noBreak ? Tex.space("\\ ") : ofWidth(text.indexOf(0x2063) >= 0 ? -em : em);
    }

    private static double width(int c) {
        return switch (c) {
            case 0x00A0 -> 0.3;
            case 0x2001, 0x2003 -> 1;
            case 0x2000, 0x2002 -> 0.5;
            case 0x2004 -> 6 / 18.0;
            case 0x2005, 0x205F -> 4 / 18.0;
            case 0x2006, 0x2009 -> 3 / 18.0;
            case 0x200A -> 1 / 18.0;
            default -> 0;
        };
    }
}
