package mathesis.corpus.formula;

import static java.text.Normalizer.Form.NFC;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.formula.Tex.Role;
import org.jsoup.nodes.Element;

/// MathML's token elements: `mi`, `mn`, `mo`, `mtext`, `ms`.
final class Tokens {
    private static final Map<String, Tex> WORDS = Map.ofEntries(
            Map.entry(":=", relation(":=")),
            Map.entry("=:", relation("=:")),
            Map.entry("==", relation("==")),
            Map.entry("::", relation("::")),
            Map.entry("!=", relation("\\ne")),
            Map.entry("<=", relation("\\le")),
            Map.entry(">=", relation("\\ge")),
            Map.entry("<<", relation("\\ll")),
            Map.entry(">>", relation("\\gg")),
            Map.entry("->", relation("\\to")),
            Map.entry("=>", relation("\\Rightarrow")),
            Map.entry("...", Tex.atom("\\ldots")),
            Map.entry("||", Tex.atom("\\|")),
            Map.entry("⊥", relation("\\perp")),
            Map.entry("lim sup", Tex.operator("\\limsup")),
            Map.entry("lim inf", Tex.operator("\\liminf")));

    private Tokens() {}

    private static Tex relation(String text) {
        return Tex.atom(text).as(Role.RELATION);
    }

    /// @param applied whether function application (U+2061) follows
    static Tex identifier(Element mi, boolean applied) {
        var text = content(mi);
        var font = font(mi);
        if (text.equals("⊥")) {
            return Symbols.of('⊥');
        }
        if (text.equals("∣") || text.equals("∥")) {
            return Tex.atom(text.equals("∣") ? "|" : "\\|");
        }
        if (isOneCharacter(text)) {
            return font.map(f -> f.apply(character(text.codePointAt(0))))
                    .orElseGet(() -> character(text.codePointAt(0)));
        }
        if (WORDS.containsKey(text)) {
            return WORDS.get(text);
        }
        if (Symbols.isFunction(text)) {
            return Tex.operator("\\" + text);
        }
        if (isWord(text)) {
            return applied
                    ? Tex.operator("\\operatorname{" + spaced(text) + "}")
                    : font.orElse(MathFont.NORMAL).apply(word(text));
        }
        return characters(text, font);
    }

    private static Tex word(String text) {
        return Tex.atom(text);
    }

    private static String spaced(String text) {
        return text.replace(" ", "\\,");
    }

    static Tex number(Element mn) {
        return characters(content(mn), font(mn));
    }

    static Tex operator(Element mo) {
        var text = content(mo);
        if (text.isEmpty()) {
            return Tex.NOTHING;
        }
        var word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if (isOneCharacter(text)) {
            var piece = character(text.codePointAt(0));
            return font(mo).map(f -> f.apply(piece)).orElse(piece);
        }
        if (Symbols.isFunction(text)) {
            return Tex.operator("\\" + text);
        }
        if (text.equals("mod")) {
            return Tex.atom("\\bmod").as(Role.BINARY);
        }
        return isWord(text) ? Tex.operator("\\operatorname{" + spaced(text) + "}") : characters(text, font(mo));
    }

    /// `mtext` and `ms`: prose within the formula.
    static Tex text(Element mtext) {
        var whole = Budget.checked(mtext.wholeText());
        if (content(mtext).isEmpty()) {
            return Spaces.ofText(whole);
        }
        var text = prose(whole);
        if (isSign(text)) {
            return characters(text, Optional.empty());
        }
        return Tex.font(textCommand(mtext), escaped(Budget.checked(text)));
    }

    /// White space collapsed, at the ends only kept where it is one space or a no-break space and so is meant.
    private static String prose(String whole) {
        boolean before = whole.startsWith(" ") && !Character.isWhitespace(whole.charAt(1));
        boolean after = whole.endsWith(" ") && !Character.isWhitespace(whole.charAt(whole.length() - 2));
        var prose = whole.strip().replaceAll("\\s+", " ").replace('\u00A0', ' ');
        return (before ? " " : "") + prose + (after ? " " : "");
    }

    /// One or two characters that are better as commands than as text.
    private static boolean isSign(String text) {
        return text.length() <= 2 && text.codePoints().allMatch(c -> c > 0x7F && Symbols.knows(c));
    }

    private static String textCommand(Element mtext) {
        return switch (font(mtext).orElse(MathFont.NORMAL)) {
            case BOLD -> "\\textbf";
            case ITALIC -> "\\textit";
            case BOLD_ITALIC -> "\\textbf";
            case MONOSPACE -> "\\texttt";
            case SANS_SERIF -> "\\textsf";
            case NORMAL, DOUBLE_STRUCK, SCRIPT, FRAKTUR -> "\\text";
        };
    }

    /// Text as it stands in the braces of `\text`.
    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 8);
        text.codePoints().filter(c -> !Symbols.isInvisible(c)).forEach(c -> {
            switch (c) {
                case '#', '$', '%', '&', '_', '{', '}' -> out.append('\\').appendCodePoint(c);
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /// Characters in a row, digits and their points together.
    static Tex characters(String text, Optional<MathFont> font) {
        if (isNumber(text)) {
            var number = Tex.atom(text.length() > 1 ? text.replaceAll(",(?=.)", "{,}") : text);
            return font.map(f -> f.apply(number)).orElse(number);
        }
        List<Tex> pieces = new ArrayList<>();
        for (int i = 0; i < Budget.checked(text).length(); ) {
            int end = digits(text, i);
            int c = text.codePointAt(i);
            boolean combines = Character.getType(c) == Character.NON_SPACING_MARK && !pieces.isEmpty();
            var piece = end > i
                    ? Tex.atom(text.substring(i, end))
                    : combines ? Scripts.combined(pieces.removeLast(), c) : character(c);
            pieces.add(font.map(f -> f.apply(piece)).orElse(piece));
            i = end > i ? end : i + Character.charCount(c);
        }
        return TexRow.of(pieces, true);
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == ',')
                && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /// The end of the digits that begin there.
    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    static Tex character(int c) {
        if (Symbols.isInvisible(c)) {
            return Tex.NOTHING;
        }
        if (c <= ' ' || Character.isSpaceChar(c)) {
            return Tex.NOTHING;
        }
        return MathFont.letter(c)
                .map(letter -> letter.font().apply(Symbols.of(letter.plain())))
                .orElseGet(
                        () -> Character.isIdeographic(c) ? Tex.font("\\text", Character.toString(c)) : Symbols.of(c));
    }

    private static boolean isOneCharacter(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) == 1;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> Tex.isLetter(c) || c == ' ' || c >= '0' && c <= '9')
                && Tex.isLetter(text.charAt(0));
    }

    static Optional<MathFont> font(Element token) {
        var own = token.attr("mathvariant");
        if (own.isEmpty()) {
            own = token.attr("data-mjx-variant");
        }
        return own.isEmpty() ? Optional.empty() : MathFont.ofVariant(own);
    }

    /// The text of a token, white space of every kind collapsed and trimmed.
    static String content(Element token) {
        var text = token.wholeText();
        if (text.length() == 1 && text.charAt(0) > ' ' && text.charAt(0) < 0x7F) {
            return text;
        }
        var out = new StringBuilder();
        Budget.checked(text).codePoints().forEach(c -> {
            if (c <= ' ' || Character.isSpaceChar(c)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (!Symbols.isInvisible(c)) {
                out.appendCodePoint(c);
            }
        });
        var content = out.toString().strip();
        return content.chars().anyMatch(c -> c >= 0x300 && c < 0x370) ? Normalizer.normalize(content, NFC) : content;
    }
}
