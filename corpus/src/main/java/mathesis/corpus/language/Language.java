package mathesis.corpus.language;

/// A language as [LanguageIdentifier] sees it.
///
/// @param code       ISO 639-1, [#UNDETERMINED] where it could not be told
/// @param confidence in [0, 1]: the share of the letters where the script decided, else the detector's probability,
///                   which grows with the length of the text; 0 for [#UNDETERMINED]
public record Language(String code, float confidence) {
    public static final String UNDETERMINED = "und";

    public Language {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence of " + code + " is " + confidence + "; must lie in [0, 1]");
        }
    }

    static Language undetermined() {
        return new Language(UNDETERMINED, 0);
    }
}
