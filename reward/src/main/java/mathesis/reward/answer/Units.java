package mathesis.reward.answer;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words after a number. They may be left out of an answer only when they name a thing that is counted or measured:
/// "5 apples" is 5, but "5 million", "5 and" and "5x" are not.
///
/// @param words lower case, singular; empty when nothing follows
record Units(Set<String> words) {
    Units {
        words = Set.copyOf(words);
    }

    /// Nothing follows the number.
    static final Units NONE = new Units(Set.of());

    private static final int MOST_WORDS = 6;
    private static final int SHORTEST_WORD = 3;
    private static final Set<String> SHORT_UNITS = Set.of(
            "m", "g", "s", "h", "l", "mm", "cm", "dm", "km", "mg", "kg", "ml", "cl", "dl", "lb", "oz", "ft", "in", "yd",
            "mi", "hr", "am", "pm");
    private static final Set<String> FILLERS = Set.of("of", "in", "an", "a", "on", "at", "per");
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");
    private static final Set<String> SCALES = Set.of(
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
            "dozen",
            "half",
            "halve",
            "third",
            "fourth",
            "quarter",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "hundredth",
            "thousandth",
            "squared",
            "cubed",
            "factorial");
    /// Words that make an expression of the number.
    private static final Set<String> OPERATORS = Set.of(
            "and",
            "plus",
            "minus",
            "divided",
            "choose",
            "mod",
            "modulo",
            "base",
            "sqrt",
            "root",
            "sin",
            "cos",
            "tan",
            "log",
            "exp",
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "theta",
            "lambda",
            "sigma",
            "phi",
            "psi",
            "omega",
            "infinity",
            "inf",
            "negative",
            "than");
    private static final String CHINESE_MULTIPLIERS = "\u767e\u5343\u4e07\u4ebf\u5146\u534a\u5206\u6210\u500d";
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("dollar", "$"),
            Map.entry("usd", "$"),
            Map.entry("buck", "$"),
            Map.entry("euro", "\u20ac"),
            Map.entry("pound", "\u00a3"),
            Map.entry("hr", "hour"),
            Map.entry("min", "minute"),
            Map.entry("sec", "second"),
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

    /// Reads what follows a number; nothing when it is more than units.
    ///
    /// @param currency a currency sign that stood before the number, or empty
    static Optional<Units> parse(String tail, String currency) {
        var words = new HashSet<String>();
        if (!currency.isEmpty()) {
            words.add(SYNONYMS.getOrDefault(currency.toLowerCase(Locale.ROOT), currency));
        }
        if (tail.isBlank()) {
            return Optional.of(new Units(words));
        }
        boolean glued = tail.charAt(0) != ' ';
        var tokens = tail.strip().split("[ /]+", MOST_WORDS + 1);
        return tokens.length <= MOST_WORDS && collect(tokens, glued, words)
                ? Optional.of(new Units(words))
                : Optional.empty();
    }

    /// Adds the units among the tokens; false when a token is neither unit nor filler, or none is a unit.
    private static boolean collect(String[] tokens, boolean glued, Set<String> words) {
        boolean named = false;
        for (int i = 0; i < tokens.length; i++) {
            boolean suffix = glued && i == 0;
            var word = withoutPower(tokens[i]).toLowerCase(Locale.ROOT);
            if (isUnit(word, suffix && word.length() == tokens[i].length()) || suffix && ORDINALS.contains(word)) {
                words.add(SYNONYMS.getOrDefault(singular(word), singular(word)));
                named = true;
            } else if (!word.isEmpty() && !FILLERS.contains(word)) {
                return false;
            }
        }
        return named;
    }

    /// Whether two answers with these units can mean the same; a missing unit is no contradiction.
    boolean agreesWith(Units other) {
        if (words.isEmpty() || other.words.isEmpty()) {
            return true;
        }
        return words.stream().anyMatch(other.words::contains);
    }

    /// Whether this word after a number changes its value.
    static boolean scales(String word) {
        return SCALES.contains(singular(word.toLowerCase(Locale.ROOT)));
    }

    static boolean isCurrency(String text) {
        return text.length() == 1 && "$\u20ac\u00a3\u00a5\u20b9".contains(text);
    }

    /// @param glued the word touches the number: then one letter is a variable, not a unit
    private static boolean isUnit(String word, boolean glued) {
        if (isCurrency(word) || SHORT_UNITS.contains(word)) {
            return isCurrency(word) || word.length() > 1 || !glued;
        }
        int letters = 0;
        boolean ascii = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = Character.isLetter(c);
            if (!letter && "-'.,".indexOf(c) < 0 || CHINESE_MULTIPLIERS.indexOf(c) >= 0) {
                return false;
            }
            letters += letter ? 1 : 0;
            ascii &= c < 128;
        }
        return letters >= (ascii ? SHORTEST_WORD : 1) && !scales(word) && !OPERATORS.contains(singular(word));
    }

    /// A word as counted one: without a closing full stop or comma and the s of the plural.
    private static String singular(String word) {
        var bare = word.endsWith(".") || word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
        return bare.length() > SHORTEST_WORD && bare.endsWith("s") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /// A token without a closing power.
    private static String withoutPower(String token) {
        for (var power : new String[] {"^2", "^3", "^{2}", "^{3}", "\u00b2", "\u00b3"}) {
            if (token.endsWith(power)) {
                return token.substring(0, token.length() - power.length());
            }
        }
        return token;
    }
}
