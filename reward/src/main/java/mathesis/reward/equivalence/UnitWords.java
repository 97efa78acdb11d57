package mathesis.reward.equivalence;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which words after a number name what is counted or measured, and which change the number.
public final class UnitWords {
    private static final int SHORTEST_WORD = 3;
    private static final Set<String> SHORT = words("mm cm dm km mg kg ml cl dl lb oz ft in yd mi hr am pm");
    /// Units that could as well be variables.
    private static final Set<String> LETTERS = words("m g s h l");
    private static final Set<String> FILLERS = words("of in an a on at per");
    private static final Set<String> ORDINALS = words("st nd rd th");
    private static final Set<String> SCALES = words(
            "hundred thousand million billion trillion dozen half halve third fourth quarter fifth sixth seventh eighth"
                    + " ninth tenth hundredth thousandth squared cubed factorial");
    private static final Set<String> OPERATORS = words(
            "and plus minus divided not least most more less fewer greater except without wrong incorrect false choose mod modulo base sqrt root sin cos tan log exp alpha beta gamma delta epsilon"
                    + " theta lambda sigma phi psi omega infinity inf negative than");
    private static final String CHINESE_SCALES = "\u767e\u5343\u4e07\u4ebf\u5146\u534a\u5206\u6210\u500d";
    private static final String CURRENCIES = "$\u20ac\u00a3\u00a5\u20b9";
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("dollar", "$"),
            Map.entry("usd", "$"),
            Map.entry("us$", "$"),
            Map.entry("buck", "$"),
            Map.entry("euro", "\u20ac"),
            Map.entry("pound", "\u00a3"),
            Map.entry("hr", "hour"),
            Map.entry("h", "hour"),
            Map.entry("min", "minute"),
            Map.entry("sec", "second"),
            Map.entry("s", "second"),
            Map.entry("cm", "centimeter"),
            Map.entry("mm", "millimeter"),
            Map.entry("km", "kilometer"),
            Map.entry("m", "meter"),
            Map.entry("kg", "kilogram"),
            Map.entry("g", "gram"),
            Map.entry("in", "inche"),
            Map.entry("inch", "inche"),
            Map.entry("ft", "feet"),
            Map.entry("foot", "feet"),
            Map.entry("deg", "degree"));

    private UnitWords() {}

    /// Whether this lower-case word names a unit by itself; lone letters do not.
    static boolean isUnit(String word) {
        if (isCurrency(word) || SHORT.contains(word)) {
            return true;
        }
        int letters = 0;
        boolean ascii = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = Character.isLetter(c);
            if (!letter && "-'.,".indexOf(c) < 0 || CHINESE_SCALES.indexOf(c) >= 0) {
                return false;
            }
            letters += letter ? 1 : 0;
            ascii &= c < 128;
        }
        return letters >= (ascii ? SHORTEST_WORD : 1) && !scales(word) && !OPERATORS.contains(singular(word));
    }

    static boolean isLoneLetter(String word) {
        return LETTERS.contains(word);
    }

    static boolean isOrdinalEnding(String word) {
        return ORDINALS.contains(word);
    }

    static boolean isFiller(String word) {
        return FILLERS.contains(word);
    }

    /// Whether this word after a number changes its value: "million", "thirds".
    public static boolean scales(String word) {
        return SCALES.contains(singular(word.toLowerCase(Locale.ROOT)));
    }

    /// One name for the spellings of a unit.
    static String canonical(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return SYNONYMS.getOrDefault(singular(lower), singular(lower));
    }

    private static boolean isCurrency(String text) {
        return text.length() == 1 && CURRENCIES.contains(text);
    }

    /// A word as counted one: without a closing full stop or comma and the s of the plural.
    private static String singular(String word) {
        var bare = word.endsWith(".") || word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
        return bare.length() > SHORTEST_WORD && bare.endsWith("s") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
