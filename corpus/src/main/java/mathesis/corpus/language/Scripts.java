package mathesis.corpus.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Languages that their script gives away.
final class Scripts {
    /// A letter of Chinese or Japanese, or a syllable of Korean, says as much as some three of an alphabet.
    private static final int IDEOGRAPH_WEIGHT = 3;

    private static final Map<UnicodeScript, String> LANGUAGES = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.LAO, "lo"),
            Map.entry(UnicodeScript.MYANMAR, "my"));

    private final Map<UnicodeScript, Integer> weights = new EnumMap<>(UnicodeScript.class);
    private int total;

    private Scripts() {}

    static Scripts of(String prose) {
        var scripts = new Scripts();
        prose.codePoints().filter(c -> c != ' ').forEach(scripts::count);
        return scripts;
    }

    private void count(int c) {
        var script = c < 0x80 ? UnicodeScript.LATIN : UnicodeScript.of(c);
        if (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED) {
            return;
        }
        int weight = isIdeograph(script) ? IDEOGRAPH_WEIGHT : 1;
        weights.merge(script, weight, Integer::sum);
        total += weight;
    }

    private static boolean isIdeograph(UnicodeScript script) {
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    /// What was counted, in letters of an alphabet.
    int letters() {
        return total;
    }

    /// The language of the script that makes up more than half, if it is the only one of that script.
    Optional<Language> language() {
        int kana = weight(UnicodeScript.HIRAGANA) + weight(UnicodeScript.KATAKANA);
        int han = weight(UnicodeScript.HAN) + weight(UnicodeScript.BOPOMOFO);
        if (2 * (kana + han) > total) {
            return Optional.of(new Language(20 * kana > kana + han ? "ja" : "zh", (float) (kana + han) / total));
        }
        return LANGUAGES.entrySet().stream()
                .filter(entry -> 2 * weight(entry.getKey()) > total)
                .map(entry -> new Language(entry.getValue(), (float) weight(entry.getKey()) / total))
                .findFirst();
    }

    private int weight(UnicodeScript script) {
        return weights.getOrDefault(script, 0);
    }
}
