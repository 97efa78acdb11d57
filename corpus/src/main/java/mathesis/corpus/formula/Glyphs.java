package mathesis.corpus.formula;

import java.util.Optional;
import org.jsoup.nodes.Element;

/// The characters behind MathJax's glyphs, and the fonts behind their names.
final class Glyphs {
    private Glyphs() {}

    /// A character by its number in hexadecimal; nothing where that is none. Pieces of stretched fences are the fence.
    static String character(String hex) {
        if (hex.isEmpty() || hex.length() > 6 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return "";
        }
        int c = Integer.parseInt(hex, 16);
        return switch (c) {
            case 0x239B, 0x239D -> "(";
            case 0x239E, 0x23A0 -> ")";
            case 0x23A1, 0x23A3 -> "[";
            case 0x23A4, 0x23A6 -> "]";
            case 0x23A7, 0x23A9 -> "{";
            case 0x23AB, 0x23AD -> "}";
            case 0xE150, 0xE151 -> "\u23DE";
            case 0xE152, 0xE153 -> "\u23DF";
            default -> Character.isValidCodePoint(c) && c != 0 ? Character.toString(c) : "";
        };
    }

    /// The variant of MathML that a font of MathJax draws: `TEX-C` is calligraphic.
    static Optional<String> variant(String font) {
        return Optional.ofNullable(
                        switch (font) {
                            case "C", "CB" -> "script";
                            case "FR", "FRB" -> "fraktur";
                            case "A" -> "";
                            case "T" -> "monospace";
                            case "SS", "SSB", "SSI" -> "sans-serif";
                            default -> null;
                        })
                .filter(variant -> !variant.isEmpty());
    }

    /// Letters of text without their font.
    private static String plain(String text) {
        return text.codePoints()
                .map(c -> MathFont.letter(c).map(MathFont.Letter::plain).orElse(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A token with its text. A single upright letter is marked, since MathML would set it in italics.
    static Element token(String name, String text, Optional<String> variant) {
        var shown = name.equals("mtext") ? plain(text) : text;
        var token = new Element(name).text(shown);
        variant.ifPresent(value -> token.attr("mathvariant", value));
        if (variant.isEmpty() && name.equals("mi") && text.length() == 1 && Tex.isLetter(text.charAt(0))) {
            token.attr("mathvariant", "normal");
        }
        return token;
    }
}
