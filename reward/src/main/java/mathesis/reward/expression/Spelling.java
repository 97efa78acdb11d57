package mathesis.reward.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Which commands and characters mean the same sign.
final class Spelling {
    /// Commands that only shape the page.
    static final Set<String> IGNORED = words("left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr"
            + " middle displaystyle textstyle scriptstyle limits nolimits noindent quad qquad boxed fbox rm bf it sf"
            + " enspace thinspace negthinspace nonumber hfill mathstrut strut ensuremath");
    /// Commands whose argument is words.
    static final Set<String> TEXT =
            words("text textbf textit textrm textsf texttt mbox hbox mathrm mathbf mathit mathsf mathtt"
                    + " operatorname boldsymbol bm mathcal mathscr mathfrak emph textnormal");
    /// Commands that decorate a name.
    static final Set<String> ACCENTS = words(
            "overline bar hat widehat vec overrightarrow tilde widetilde dot ddot" + " underline overarc wideparen");
    /// Commands that are understood to be beyond what is compared by value.
    static final Set<String> REFUSED = words("int iint iiint oint sum prod lim limsup liminf partial nabla ldots dots"
            + " cdots vdots ddots forall exists neg lnot land lor wedge vee Rightarrow implies iff Leftrightarrow"
            + " rightarrow to mapsto longrightarrow leftarrow notin not cline hline multicolumn perp parallel");
    private static final Map<String, String> OPERATORS = new HashMap<>();
    private static final Map<Character, String> CHARACTERS = new HashMap<>();

    static {
        operators("*", "cdot times ast cdotp bullet");
        operators("/", "div");
        operators("<=", "le leq leqslant leqq");
        operators(">=", "ge geq geqslant geqq");
        operators("<", "lt");
        operators(">", "gt");
        operators("!=", "ne neq");
        operators("~", "approx thickapprox approxeq simeq doteq");
        operators("==", "equiv");
        operators("in", "in");
        operators("subset", "subset subseteq subsetneq");
        operators("cup", "cup bigcup");
        operators("cap", "cap bigcap");
        operators("setminus", "setminus backslash smallsetminus");
        operators("+-", "pm");
        operators("-+", "mp");
        operators("mod", "bmod mod");
        operators("|", "vert lvert rvert mid");
        operators("||", "Vert lVert rVert");
        operators(":", "colon");
        operators("deg", "circ degree");
        operators("'", "prime");
        characters("*", "\u00d7\u00b7\u22c5\u2219\u2022\u2217");
        characters("/", "\u00f7\u2215\u2044");
        characters("-", "\u2212\u2013\u2012\u2011\u2010");
        characters("<=", "\u2264\u2a7d");
        characters(">=", "\u2265\u2a7e");
        characters("!=", "\u2260");
        characters("~", "\u2248");
        characters("==", "\u2261");
        characters("in", "\u2208");
        characters("subset", "\u2282\u2286");
        characters("cup", "\u222a");
        characters("cap", "\u2229");
        characters("setminus", "\u2216");
        characters("+-", "\u00b1");
        characters("-+", "\u2213");
        characters("deg", "\u00b0\u02da");
        characters("'", "\u2032\u2019");
        characters(",", "\u3001");
        characters(";", "\u061b");
    }

    private Spelling() {}

    /// The operator that a command spells, or empty.
    static String operator(String command) {
        return OPERATORS.getOrDefault(command, "");
    }

    /// The operator that a character beyond ASCII spells, or empty.
    static String operator(char character) {
        return CHARACTERS.getOrDefault(character, "");
    }

    private static void operators(String sign, String commands) {
        for (var command : commands.split(" ")) {
            OPERATORS.put(command, sign);
        }
    }

    private static void characters(String sign, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            CHARACTERS.put(characters.charAt(i), sign);
        }
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" +"));
    }
}
