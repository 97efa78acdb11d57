package mathesis.corpus.formula;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The alphabets of mathematics: values of MathML's `mathvariant`, and the letters of Unicode that are drawn in them
/// (U+1D400 to U+1D7FF and the older ones at U+2100).
enum MathFont {
    ITALIC(""),
    NORMAL("\\mathrm"),
    BOLD("\\mathbf"),
    BOLD_ITALIC("\\boldsymbol"),
    DOUBLE_STRUCK("\\mathbb"),
    SCRIPT("\\mathcal"),
    FRAKTUR("\\mathfrak"),
    SANS_SERIF("\\mathsf"),
    MONOSPACE("\\mathtt");

    private static final Map<String, MathFont> VARIANTS = Map.ofEntries(
            Map.entry("normal", NORMAL),
            Map.entry("italic", ITALIC),
            Map.entry("bold", BOLD),
            Map.entry("bold-italic", BOLD_ITALIC),
            Map.entry("double-struck", DOUBLE_STRUCK),
            Map.entry("script", SCRIPT),
            Map.entry("bold-script", SCRIPT),
            Map.entry("-tex-calligraphic", SCRIPT),
            Map.entry("-tex-bold-calligraphic", SCRIPT),
            Map.entry("-tex-mathit", ITALIC),
            Map.entry("fraktur", FRAKTUR),
            Map.entry("bold-fraktur", FRAKTUR),
            Map.entry("sans-serif", SANS_SERIF),
            Map.entry("bold-sans-serif", SANS_SERIF),
            Map.entry("sans-serif-italic", SANS_SERIF),
            Map.entry("sans-serif-bold-italic", SANS_SERIF),
            Map.entry("monospace", MONOSPACE));

    /// The alphabets of 52 letters at U+1D400, in order, and those of 10 digits at U+1D7CE.
    private static final MathFont[] LETTERS = {
        BOLD,
        ITALIC,
        BOLD_ITALIC,
        SCRIPT,
        SCRIPT,
        FRAKTUR,
        DOUBLE_STRUCK,
        FRAKTUR,
        SANS_SERIF,
        SANS_SERIF,
        SANS_SERIF,
        SANS_SERIF,
        MONOSPACE
    };
    private static final MathFont[] GREEK = {BOLD, ITALIC, BOLD_ITALIC, SANS_SERIF, SANS_SERIF};
    private static final MathFont[] DIGITS = {BOLD, DOUBLE_STRUCK, SANS_SERIF, SANS_SERIF, MONOSPACE};
    /// The 58 characters of a Greek alphabet there.
    private static final String GREEK_ALPHABET = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";

    private static final String OLDER = "ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℭℌℨℯℊℴ";
    private static final String OLDER_LETTERS = "CHNPQRZBEFHILMRCHZego";
    private static final int OLDER_SCRIPT = 7;
    private static final int OLDER_FRAKTUR = 15;
    private static final int OLDER_SMALL_SCRIPT = 18;

    private final String command;

    MathFont(String command) {
        this.command = command;
    }

    /// A letter of an alphabet: the plain one and the font.
    record Letter(int plain, MathFont font) {}

    static Optional<MathFont> ofVariant(String variant) {
        return Optional.ofNullable(VARIANTS.get(variant.strip().toLowerCase(Locale.ROOT)));
    }

    /// The plain letter behind one of the alphabets of Unicode.
    static Optional<Letter> letter(int c) {
        if (c >= 0x1D400 && c < 0x1D400 + 52 * LETTERS.length) {
            int place = (c - 0x1D400) % 52;
            return Optional.of(new Letter(place < 26 ? 'A' + place : 'a' + place - 26, LETTERS[(c - 0x1D400) / 52]));
        }
        if (c >= 0x1D6A8 && c < 0x1D6A8 + 58 * GREEK.length) {
            int place = (c - 0x1D6A8) % 58;
            return Optional.of(new Letter(GREEK_ALPHABET.charAt(place), GREEK[(c - 0x1D6A8) / 58]));
        }
        if (c >= 0x1D7CE && c <= 0x1D7FF) {
            return Optional.of(new Letter('0' + (c - 0x1D7CE) % 10, DIGITS[(c - 0x1D7CE) / 10]));
        }
        return older(c);
    }

    private static Optional<Letter> older(int c) {
        if (c == 0x1D6A4 || c == 0x1D6A5) {
            return Optional.of(new Letter(c == 0x1D6A4 ? 'ı' : 'ȷ', ITALIC));
        }
        int place = c < 0x2100 || c > 0x2150 ? -1 : OLDER.indexOf(c);
        if (place < 0) {
            return Optional.empty();
        }
        var font = place < OLDER_SCRIPT
                ? DOUBLE_STRUCK
                : place < OLDER_FRAKTUR || place >= OLDER_SMALL_SCRIPT ? SCRIPT : FRAKTUR;
        return Optional.of(new Letter(OLDER_LETTERS.charAt(place), font));
    }

    /// The piece in this font. Greek and signs have no upright or double-struck command in LaTeX and stay as they are.
    Tex apply(Tex piece) {
        if (piece.isEmpty() || this == ITALIC || piece.shape() == Tex.Shape.FONT) {
            return piece;
        }
        boolean word = piece.text().codePoints().allMatch(c -> Tex.isLetter(c) || c >= '0' && c <= '9' || c == ' ');
        if (word) {
            return this == NORMAL && !Tex.isLetter(piece.text().charAt(0)) ? piece : Tex.font(command, piece.text());
        }
        boolean bold = this == BOLD || this == BOLD_ITALIC;
        return bold && piece.shape() == Tex.Shape.ATOM && piece.text().startsWith("\\")
                ? new Tex("\\boldsymbol{" + piece.text() + "}", piece.role(), Tex.Shape.FONT, piece.tall())
                : piece;
    }

    String command() {
        return command;
    }
}
