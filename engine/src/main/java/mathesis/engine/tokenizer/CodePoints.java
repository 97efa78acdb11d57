package mathesis.engine.tokenizer;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A set of code points, one bit each.
///
/// The JDK's tables (Unicode 16 in Java 25) give the same letters, numbers, punctuation and white space as the regex
/// engine in tokenizers 0.23, code point by code point.
final class CodePoints {
    /// Beyond it lie only marks, private use and nothing: no letter, number, punctuation or white space.
    private static final int END_OF_TYPED = 0x40000;

    static final CodePoints LETTER = ofTypes(
            Character.UPPERCASE_LETTER,
            Character.LOWERCASE_LETTER,
            Character.TITLECASE_LETTER,
            Character.MODIFIER_LETTER,
            Character.OTHER_LETTER);
    static final CodePoints NUMBER =
            ofTypes(Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER);
    /// What Rust calls numeric: two blocks of Unicode 17 more.
    static final CodePoints NUMERIC = below(
            END_OF_TYPED, c -> NUMBER.contains(c) || c >= 0x11DE0 && c <= 0x11DE9 || c >= 0x16FF4 && c <= 0x16FF6);

    static final CodePoints PUNCTUATION = ofTypes(
            Character.CONNECTOR_PUNCTUATION,
            Character.DASH_PUNCTUATION,
            Character.START_PUNCTUATION,
            Character.END_PUNCTUATION,
            Character.INITIAL_QUOTE_PUNCTUATION,
            Character.FINAL_QUOTE_PUNCTUATION,
            Character.OTHER_PUNCTUATION);
    /// Unicode's White_Space.
    static final CodePoints SPACE =
            below(END_OF_TYPED, c -> c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c));

    private final long[] bits;

    private CodePoints(long[] bits) {
        this.bits = bits;
    }

    /// @param bounds first and last member of each range in turn
    static CodePoints ofRanges(int... bounds) {
        var bits = new long[Arrays.stream(bounds).max().orElse(0) / 64 + 1];
        for (int i = 0; i < bounds.length; i += 2) {
            for (int c = bounds[i]; c <= bounds[i + 1]; c++) {
                bits[c >> 6] |= 1L << c;
            }
        }
        return new CodePoints(bits);
    }

    private static CodePoints below(int end, IntPredicate member) {
        return ofRanges(IntStream.range(0, end)
                .filter(member)
                .flatMap(c -> IntStream.of(c, c))
                .toArray());
    }

    private static CodePoints ofTypes(int... types) {
        int mask = Arrays.stream(types).map(type -> 1 << type).reduce(0, (a, b) -> a | b);
        return below(END_OF_TYPED, c -> (mask >> Character.getType(c) & 1) != 0);
    }

    boolean contains(int codePoint) {
        int word = codePoint >> 6;
        return word < bits.length && (bits[word] >>> codePoint & 1) != 0;
    }

    /// Whether the code point at `at` is a member.
    boolean at(char[] text, int at, int to) {
        return at < to && contains(Character.codePointAt(text, at, to));
    }

    /// The end of the members that start at `from`; `from` itself when there is none.
    int endOfRun(char[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int codePoint = Character.codePointAt(text, at, to);
            if (!contains(codePoint)) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }
}
