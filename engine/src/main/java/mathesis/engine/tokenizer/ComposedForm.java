package mathesis.engine.tokenizer;

import java.text.Normalizer;

/// Unicode's form NFC with the tables of Unicode 9, which are those that Hugging Face's tokenizers (0.23) carries.
///
/// The JDK's tables are newer: they know combining characters that the others leave where they stand. Such characters
/// are passed by, and what lies between them is composed.
final class ComposedForm {
    /// Everything before it is in form NFC.
    private static final char FIRST_THAT_MAY_CHANGE = 0x300;

    /// First and last of each range of characters that Java 25 (Unicode 16) reorders or composes and Unicode 9 does
    /// not; found by comparing both, character by character.
    private static final CodePoints YOUNGER = CodePoints.ofRanges(
            0x7FD, 0x7FD, 0x897, 0x89F, 0x8CA, 0x8D3, 0x9FE, 0x9FE, 0xC3C, 0xC3C, 0xD3B, 0xD3C, 0xEBA, 0xEBA, 0x1715,
            0x1715, 0x1ABF, 0x1ACE, 0x1DF6, 0x1DFA, 0xA82C, 0xA82C, 0x105C9, 0x105C9, 0x105D2, 0x105D2, 0x105DA,
            0x105DA, 0x105E4, 0x105E4, 0x10D24, 0x10D27, 0x10D69, 0x10D6D, 0x10EAB, 0x10EAC, 0x10EFD, 0x10EFF, 0x10F46,
            0x10F50, 0x10F82, 0x10F85, 0x11070, 0x11070, 0x1133B, 0x1133B, 0x11382, 0x11385, 0x1138B, 0x1138B, 0x1138E,
            0x1138E, 0x11390, 0x11391, 0x113B8, 0x113B8, 0x113BB, 0x113BB, 0x113C2, 0x113C2, 0x113C5, 0x113C5, 0x113C7,
            0x113C9, 0x113CE, 0x113D0, 0x1145E, 0x1145E, 0x11839, 0x1183A, 0x11930, 0x11930, 0x11935, 0x11935, 0x11938,
            0x11938, 0x1193D, 0x1193E, 0x11943, 0x11943, 0x119E0, 0x119E0, 0x11A34, 0x11A34, 0x11A47, 0x11A47, 0x11A99,
            0x11A99, 0x11D42, 0x11D42, 0x11D44, 0x11D45, 0x11D97, 0x11D97, 0x11F41, 0x11F42, 0x1611E, 0x16129, 0x1612F,
            0x1612F, 0x16D63, 0x16D63, 0x16D67, 0x16D6A, 0x16FF0, 0x16FF1, 0x1E08F, 0x1E08F, 0x1E130, 0x1E136, 0x1E2AE,
            0x1E2AE, 0x1E2EC, 0x1E2EF, 0x1E4EC, 0x1E4EF, 0x1E5EE, 0x1E5EF);

    private ComposedForm() {}

    /// False if `text[from, to)` is composed already, which for most texts the first loop finds out.
    static boolean mayChange(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] >= FIRST_THAT_MAY_CHANGE) {
                return !Normalizer.isNormalized(new String(text, from, to - from), Normalizer.Form.NFC);
            }
        }
        return false;
    }

    static String of(String text) {
        var composed = new StringBuilder(text.length());
        int pending = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            if (YOUNGER.contains(codePoint)) {
                composed.append(Normalizer.normalize(text.substring(pending, at), Normalizer.Form.NFC));
                composed.append(text, at, next);
                pending = next;
            }
            at = next;
        }
        return composed.append(Normalizer.normalize(text.substring(pending), Normalizer.Form.NFC))
                .toString();
    }
}
