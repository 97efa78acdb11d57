package mathesis.reward.equivalence;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The words after a number. They may be left out of an answer only when they name what is counted or measured:
/// "5 apples" is 5, but "5 million", "5 and" and "5x" are not.
///
/// @param words     canonical names; empty when nothing follows
/// @param ambiguous one is a lone letter such as the m of "5 m", which could also be a variable
public record Units(Set<String> words, boolean ambiguous) {
    private static final int MOST_WORDS = 6;
    private static final String[] POWERS = {"^2", "^3", "^{2}", "^{3}", "\u00b2", "\u00b3"};

    public Units {
        words = Set.copyOf(words);
    }

    /// Reads what follows a number; nothing when it is more than units.
    ///
    /// @param sign a currency or percent sign beside the number, or empty
    public static Optional<Units> parse(String tail, String sign) {
        var words = new HashSet<String>();
        if (!sign.isEmpty()) {
            words.add(UnitWords.canonical(sign));
        }
        if (tail.isBlank()) {
            return Optional.of(new Units(words, false));
        }
        var tokens = tail.strip().split("[ /]+", MOST_WORDS + 1);
        return tokens.length <= MOST_WORDS ? collect(tokens, tail.charAt(0) != ' ', words) : Optional.empty();
    }

    /// Adds the units among the tokens; nothing when a token is neither unit nor filler, or none is a unit.
    private static Optional<Units> collect(String[] tokens, boolean glued, Set<String> words) {
        boolean named = false;
        boolean ambiguous = false;
        for (int i = 0; i < tokens.length; i++) {
            var word = withoutPower(tokens[i]).toLowerCase(Locale.ROOT);
            boolean suffix = glued && i == 0;
            boolean letter = UnitWords.isLoneLetter(word) && (!suffix || isRaised(tokens[i]));
            if (letter || UnitWords.isUnit(word) || suffix && UnitWords.isOrdinalEnding(word)) {
                words.add(UnitWords.canonical(word));
                named = true;
                ambiguous |= letter && !isRaised(tokens[i]);
            } else if (!word.isEmpty() && !UnitWords.isFiller(word)) {
                return Optional.empty();
            }
        }
        return named ? Optional.of(new Units(words, ambiguous)) : Optional.empty();
    }

    /// Whether an answer in these units can mean the same as this reference. A missing unit is no contradiction, except
    /// to a lone letter in the reference.
    public boolean allow(Units answer) {
        if (answer.words.isEmpty()) {
            return !ambiguous;
        }
        return words.containsAll(answer.words) || answer.words.containsAll(words);
    }

    /// Whether a superscript shows that the letter before it is no variable: nobody types m\u00b2 for the square of m.
    private static boolean isRaised(String token) {
        return token.endsWith("\u00b2") || token.endsWith("\u00b3");
    }

    private static String withoutPower(String token) {
        for (var power : POWERS) {
            if (token.endsWith(power)) {
                return token.substring(0, token.length() - power.length());
            }
        }
        return token;
    }
}
