package mathesis.corpus.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/// Tells the language of a text by its prose; formulas, code and addresses do not count.
///
/// Scripts of one language decide by themselves; otherwise OpenNLP's detector of 103 languages does (Apache-2.0; its
/// model, 10 MB, is in the jar `opennlp-models-langdetect` and read once, at the first call). Any thread may call;
/// nothing is kept between calls. About 2,000 pages a second and thread.
public final class LanguageIdentifier {
    /// Ours, measured on sentences in 23 languages and on lists of names. Of pieces of 60 letters every answer is right
    /// and above 0.035; of 25 letters every wrong one is below 0.028. Chance is one in 103.
    private static final float LEAST_CONFIDENCE = 0.03f;
    /// Fewer letters (a Chinese one counts for three) are no text.
    private static final int LEAST_LETTERS = 20;

    private LanguageIdentifier() {}

    /// @param text of the page, Markdown with TeX; its first 8,000 characters are looked at
    public static Language identify(String text) {
        var prose = Prose.of(text);
        var scripts = Scripts.of(prose);
        if (scripts.letters() < LEAST_LETTERS) {
            return Language.undetermined();
        }
        return scripts.language().orElseGet(() -> detected(prose));
    }

    private static Language detected(String prose) {
        var best = Detector.SHARED.predictLanguage(prose);
        var code = Detector.CODES.get(best.getLang());
        return code == null || best.getConfidence() < LEAST_CONFIDENCE
                ? Language.undetermined()
                : new Language(code, (float) Math.min(1, best.getConfidence()));
    }

    /// Read when it is first needed.
    private static final class Detector {
        /// ISO 639-1 by the ISO 639-3 codes of the model, those of members of a macrolanguage too.
        static final Map<String, String> CODES = codes();
        static final LanguageDetectorME SHARED = new LanguageDetectorME(model());

        private static LanguageDetectorModel model() {
            try (InputStream resource = LanguageDetectorME.class.getResourceAsStream("/langdetect-183.bin")) {
                if (resource == null) {
                    throw new IllegalStateException(
                            "langdetect-183.bin is not on the class path; add opennlp-models-langdetect 1.2.0");
                }
                return new LanguageDetectorModel(resource);
            } catch (IOException e) {
                throw new UncheckedIOException("langdetect-183.bin of opennlp-models-langdetect", e);
            }
        }

        private static Map<String, String> codes() {
            var codes = new HashMap<>(
                    Map.of("cmn", "zh", "nan", "zh", "ekk", "et", "lvs", "lv", "pes", "fa", "plt", "mg", "pnb", "pa"));
            for (var code : Locale.getISOLanguages()) {
                codes.putIfAbsent(Locale.of(code).getISO3Language(), code);
            }
            return Map.copyOf(codes);
        }
    }
}
