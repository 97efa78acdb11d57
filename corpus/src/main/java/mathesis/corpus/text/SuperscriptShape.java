package mathesis.corpus.text;

import java.util.Set;

/// Tells exponents and indices from what is only set high or low.
final class SuperscriptShape {
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th", "er", "re", "e", "è", "ème", "º", "ª");
    private static final Set<String> MARKS = Set.of("TM", "tm", "(TM)", "®", "©", "(R)", "(tm)", "SM");

    private SuperscriptShape() {}

    /// Whether `base^content` is meant.
    ///
    /// @param base the character before it; 0 where white space or nothing is
    static boolean isScript(char base, String content) {
        if (base == 0 || content.isBlank() || content.indexOf('\n') >= 0 || content.indexOf('$') >= 0) {
            return false;
        }
        boolean follows = Character.isLetterOrDigit(base) || ")]}|'\"”’".indexOf(base) >= 0 || base > 0x7f;
        return follows && !MARKS.contains(content) && !(Character.isDigit(base) && ORDINALS.contains(content));
    }
}
