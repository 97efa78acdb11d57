package mathesis.corpus.formula;

import java.util.Map;
import mathesis.corpus.formula.Tex.Role;
import mathesis.corpus.formula.Tex.Shape;

/// Scripts, limits and accents.
final class Scripts {
    /// Accent by the TeX of the character over the base: the one for a symbol, the one for more.
    private static final Map<String, String[]> OVER = Map.ofEntries(
            Map.entry("^", new String[] {"\\hat", "\\widehat"}),
            Map.entry("ˆ", new String[] {"\\hat", "\\widehat"}),
            Map.entry("\u0302", new String[] {"\\hat", "\\widehat"}),
            Map.entry("\\sim", new String[] {"\\tilde", "\\widetilde"}),
            Map.entry("˜", new String[] {"\\tilde", "\\widetilde"}),
            Map.entry("\u0303", new String[] {"\\tilde", "\\widetilde"}),
            Map.entry("¯", new String[] {"\\bar", "\\overline"}),
            Map.entry("ˉ", new String[] {"\\bar", "\\overline"}),
            Map.entry("‾", new String[] {"\\overline", "\\overline"}),
            Map.entry("\u0304", new String[] {"\\bar", "\\overline"}),
            Map.entry("\u0305", new String[] {"\\bar", "\\overline"}),
            Map.entry("–", new String[] {"\\overline", "\\overline"}),
            Map.entry("\\backprime", new String[] {"\\grave", "\\grave"}),
            Map.entry("―", new String[] {"\\overline", "\\overline"}),
            Map.entry("─", new String[] {"\\overline", "\\overline"}),
            Map.entry("\\_", new String[] {"\\bar", "\\overline"}),
            Map.entry("-", new String[] {"\\bar", "\\overline"}),
            Map.entry("\\to", new String[] {"\\vec", "\\overrightarrow"}),
            Map.entry("\u20D7", new String[] {"\\vec", "\\overrightarrow"}),
            Map.entry("\\leftarrow", new String[] {"\\overleftarrow", "\\overleftarrow"}),
            Map.entry("\u20D6", new String[] {"\\overleftarrow", "\\overleftarrow"}),
            Map.entry("\\leftrightarrow", new String[] {"\\overleftrightarrow", "\\overleftrightarrow"}),
            Map.entry("\\rightharpoonup", new String[] {"\\vec", "\\overrightarrow"}),
            Map.entry("˙", new String[] {"\\dot", "\\dot"}),
            Map.entry(".", new String[] {"\\dot", "\\dot"}),
            Map.entry("\u0307", new String[] {"\\dot", "\\dot"}),
            Map.entry("¨", new String[] {"\\ddot", "\\ddot"}),
            Map.entry("..", new String[] {"\\ddot", "\\ddot"}),
            Map.entry("\u0308", new String[] {"\\ddot", "\\ddot"}),
            Map.entry("\u20DB", new String[] {"\\dddot", "\\dddot"}),
            Map.entry("...", new String[] {"\\dddot", "\\dddot"}),
            Map.entry("\\ldots", new String[] {"\\dddot", "\\dddot"}),
            Map.entry("ˇ", new String[] {"\\check", "\\widecheck"}),
            Map.entry("\u030C", new String[] {"\\check", "\\widecheck"}),
            Map.entry("˘", new String[] {"\\breve", "\\breve"}),
            Map.entry("\u0306", new String[] {"\\breve", "\\breve"}),
            Map.entry("´", new String[] {"\\acute", "\\acute"}),
            Map.entry("ˊ", new String[] {"\\acute", "\\acute"}),
            Map.entry("\u0301", new String[] {"\\acute", "\\acute"}),
            Map.entry("`", new String[] {"\\grave", "\\grave"}),
            Map.entry("ˋ", new String[] {"\\grave", "\\grave"}),
            Map.entry("\u0300", new String[] {"\\grave", "\\grave"}),
            Map.entry("˚", new String[] {"\\mathring", "\\mathring"}),
            Map.entry("\u030A", new String[] {"\\mathring", "\\mathring"}),
            Map.entry("⏞", new String[] {"\\overbrace", "\\overbrace"}),
            Map.entry("︷", new String[] {"\\overbrace", "\\overbrace"}));

    private static final Map<String, String> UNDER = Map.ofEntries(
            Map.entry("\\_", "\\underline"),
            Map.entry("\u0332", "\\underline"),
            Map.entry("\u0331", "\\underline"),
            Map.entry("―", "\\underline"),
            Map.entry("–", "\\underline"),
            Map.entry("‾", "\\underline"),
            Map.entry("¯", "\\underline"),
            Map.entry("⏟", "\\underbrace"),
            Map.entry("︸", "\\underbrace"),
            Map.entry("\\to", "\\underrightarrow"),
            Map.entry("\\leftarrow", "\\underleftarrow"),
            Map.entry("\\leftrightarrow", "\\underleftrightarrow"));

    private static final Map<String, String> EXTENSIBLE = Map.of(
            "\\to", "\\xrightarrow",
            "\\longrightarrow", "\\xrightarrow",
            "\\leftarrow", "\\xleftarrow",
            "\\leftrightarrow", "\\xleftrightarrow",
            "\\Rightarrow", "\\xRightarrow",
            "\\Leftarrow", "\\xLeftarrow",
            "\\mapsto", "\\xmapsto");

    private Scripts() {}

    /// A base and a combining character after it.
    static Tex combined(Tex base, int mark) {
        if (mark == 0x338) {
            return new Tex("\\not" + base.text(), base.role(), base.shape(), base.tall());
        }
        var accented = over(base, Tex.atom(Character.toString(mark)));
        return accented.text().startsWith("\\overset") ? base : accented;
    }

    static Tex attach(Tex base, Tex sub, Tex sup) {
        if (sub.isEmpty() && sup.isEmpty()) {
            return base;
        }
        int primes = leadingPrimes(sup.text());
        var rest = primes == 0 ? sup : withoutPrimes(sup, primes);
        var tex = new StringBuilder(base.base(!sub.isEmpty(), !sup.isEmpty()));
        if (tex.isEmpty()) {
            tex.append("{}");
        }
        tex.append("'".repeat(primes));
        if (!sub.isEmpty()) {
            tex.append('_').append(script(sub));
        }
        if (!rest.isEmpty()) {
            tex.append('^').append(script(rest));
        }
        return new Tex(tex.toString(), base.role(), shape(base, sub, sup), base.tall());
    }

    /// `^\circ` of a degree sign may be the script itself.
    private static String script(Tex script) {
        return script.text().startsWith("^") || script.text().startsWith("_")
                ? new Tex(script.text().substring(1), Role.ORDINARY, Shape.ROW, false).script()
                : script.script();
    }

    private static Shape shape(Tex base, Tex sub, Tex sup) {
        boolean bare = base.base(!sub.isEmpty(), !sup.isEmpty()).equals(base.text());
        boolean below = !sub.isEmpty() || bare && base.shape() == Shape.SUB;
        boolean above = !sup.isEmpty() || bare && base.shape() == Shape.SUPER;
        return below && above ? Shape.BOTH : below ? Shape.SUB : Shape.SUPER;
    }

    private static int leadingPrimes(String sup) {
        int primes = 0;
        while (sup.startsWith("\\prime", 6 * primes)) {
            primes++;
        }
        boolean whole = sup.length() == 6 * primes || !Tex.isLetter(sup.charAt(6 * primes));
        if (primes == 0 && !sup.isEmpty() && sup.chars().allMatch(c -> c == '\'')) {
            return sup.length();
        }
        return whole ? primes : 0;
    }

    private static Tex withoutPrimes(Tex sup, int primes) {
        var rest = sup.text().startsWith("'")
                ? ""
                : sup.text().substring(6 * primes).strip();
        return rest.isEmpty() ? Tex.NOTHING : new Tex(rest, Role.ORDINARY, Shape.ROW, false);
    }

    /// `munder`, `mover` and `munderover`; what is absent is [Tex#NOTHING].
    static Tex underOver(Tex base, Tex under, Tex over) {
        if (under.isEmpty() && over.isEmpty()) {
            return base;
        }
        if (Symbols.takesLimits(base.text())) {
            return attach(base, under, over);
        }
        if (base.role() == Role.OPERATOR && base.shape() == Shape.ATOM || isUpright(base)) {
            return attach(withLimits(base), under, over);
        }
        if (isBraced(base, under, over)) {
            return attach(base, under, over);
        }
        var arrow = EXTENSIBLE.get(base.text());
        if (arrow != null) {
            var below = under.isEmpty() ? "" : "[" + under.text() + "]";
            return Tex.atom(arrow + below + over.braced()).as(Role.RELATION);
        }
        return stacked(base, under, over);
    }

    /// `\int\limits`, `\operatorname*{argmax}`.
    private static Tex withLimits(Tex base) {
        var name = "\\operatorname";
        var text = base.text().startsWith(name + "{")
                ? name + "*" + base.text().substring(name.length())
                : isUpright(base) ? name + "*" + base.text().substring("\\mathrm".length()) : base.text() + "\\limits";
        return new Tex(text, Role.OPERATOR, Shape.ATOM, base.tall());
    }

    /// A word, which is a name and no letter.
    private static boolean isUpright(Tex base) {
        return base.text().startsWith("\\mathrm{")
                && base.shape() == Shape.FONT
                && base.text().length() > 10;
    }

    /// The note at a brace.
    private static boolean isBraced(Tex base, Tex under, Tex over) {
        return base.text().startsWith("\\underbrace{") && over.isEmpty()
                || base.text().startsWith("\\overbrace{") && under.isEmpty();
    }

    private static Tex stacked(Tex base, Tex under, Tex over) {
        var result = over.isEmpty() ? base : over(base, over);
        return under.isEmpty() ? result : under(result, under);
    }

    private static Tex over(Tex base, Tex over) {
        var accents = OVER.get(over.text());
        if (accents != null) {
            boolean small = Tex.isToken(base.text())
                    || base.shape() == Shape.FONT
                            && base.text().endsWith("}")
                            && base.text().length() - base.text().indexOf('{') == 3;
            return new Tex(accents[small ? 0 : 1] + base.braced(), Role.ORDINARY, Shape.ATOM, base.tall());
        }
        return new Tex("\\overset" + over.braced() + base.braced(), base.role(), Shape.ATOM, base.tall());
    }

    private static Tex under(Tex base, Tex under) {
        var accent = UNDER.get(under.text());
        if (accent != null) {
            return new Tex(accent + base.braced(), Role.ORDINARY, Shape.ATOM, base.tall());
        }
        return new Tex("\\underset" + under.braced() + base.braced(), base.role(), Shape.ATOM, base.tall());
    }
}
