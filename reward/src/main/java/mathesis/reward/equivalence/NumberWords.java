package mathesis.reward.equivalence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Whole numbers written in English words, `twenty-five`, `three hundred and five`, or in Chinese numerals.
final class NumberWords {
    private static final int LONGEST = 100;
    private static final List<String> SMALL = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                            + " seventeen eighteen nineteen")
                    .split(" "));
    private static final List<String> TENS =
            List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final Map<String, Long> SCALES =
            Map.of("thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);
    private static final String CHINESE_DIGITS = "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";
    private static final Map<Character, Long> CHINESE_SCALES =
            Map.of('\u5341', 10L, '\u767e', 100L, '\u5343', 1_000L, '\u4e07', 10_000L, '\u4ebf', 100_000_000L);

    private NumberWords() {}

    /// The number that a whole text names, if it names one and nothing else.
    static OptionalLong read(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !Character.isLetter(text.charAt(0))) {
            return OptionalLong.empty();
        }
        return text.charAt(0) > 127 ? chinese(text) : english(text);
    }

    private static OptionalLong english(String text) {
        long total = 0;
        long group = 0;
        long lastScale = Long.MAX_VALUE;
        long unit = Long.MAX_VALUE; // the next word has to be worth less than this within its group
        boolean any = false;
        for (var word : text.toLowerCase(Locale.ROOT).split("[ -]+")) {
            int small = SMALL.indexOf(word);
            int ten = TENS.indexOf(word);
            if (word.equals("and") && any) {
                continue;
            }
            if (small >= 0 && (small < 10 ? unit > 1 : unit > 20) && (small > 0 || !any)) {
                group += small;
                unit = 1;
            } else if (ten >= 0 && unit > 20) {
                group += 20 + 10L * ten;
                unit = 10;
            } else if (word.equals("hundred") && group > 0 && group < 10) {
                group *= 100;
                unit = 100;
            } else if (SCALES.containsKey(word) && group > 0 && SCALES.get(word) < lastScale) {
                lastScale = SCALES.get(word);
                total += group * lastScale;
                group = 0;
                unit = Long.MAX_VALUE;
            } else {
                return OptionalLong.empty();
            }
            any = true;
        }
        return any ? OptionalLong.of(total + group) : OptionalLong.empty();
    }

    /// Digits before their scales in falling order; each of the two large scales multiplies all before it.
    private static OptionalLong chinese(String text) {
        long total = 0;
        long section = 0;
        long digit = -1;
        long lastScale = Long.MAX_VALUE;
        for (int i = 0; i < text.length(); i++) {
            int value = text.charAt(i) == '\u4e24' ? 2 : CHINESE_DIGITS.indexOf(text.charAt(i));
            var scale = CHINESE_SCALES.get(text.charAt(i));
            if (value >= 0 && (digit < 0 || digit == 0)) {
                digit = value;
            } else if (scale != null && scale < 10_000 && scale < lastScale && (digit > 0 || i == 0 && scale == 10)) {
                section += Math.max(digit, 1) * scale;
                digit = -1;
                lastScale = scale;
            } else if (scale != null && scale >= 10_000 && section + digit > 0 && (total == 0 || total % scale == 0)) {
                total += (section + Math.max(digit, 0)) * scale;
                section = 0;
                digit = -1;
                lastScale = Long.MAX_VALUE;
            } else {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(total + section + Math.max(digit, 0));
    }
}
