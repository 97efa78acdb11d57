package mathesis.corpus.text;

import java.util.List;
import java.util.Optional;

/// What a formula stands between in a page's text.
///
/// @param open    not empty
/// @param close   not empty
/// @param display whether such a formula stands on a line of its own
/// @param syntax  of what is between them
record Delimiters(String open, String close, boolean display, Syntax syntax) {
    /// What a formula is written in.
    enum Syntax {
        TEX,
        ASCII_MATH
    }

    static final Delimiters PARENTHESES = tex("\\(", "\\)", false);
    static final Delimiters BRACKETS = tex("\\[", "\\]", true);
    static final Delimiters DOLLARS = tex("$$", "$$", true);
    static final Delimiters DOLLAR = tex("$", "$", false);
    /// Tags of forums; those that display are displayed by Physics Forums.
    static final List<Delimiters> TAGS = List.of(
            tex("[itex]", "[/itex]", false),
            tex("[tex]", "[/tex]", true),
            tex("[latex]", "[/latex]", false),
            tex("[math]", "[/math]", false));

    Delimiters {
        if (open.isEmpty() || close.isEmpty()) {
            throw new IllegalArgumentException("a delimiter is empty");
        }
    }

    static Delimiters tex(String open, String close, boolean display) {
        return new Delimiters(open, close, display, Syntax.TEX);
    }

    /// The delimiters that this TeX as a whole stands between, as alt texts often do.
    static Optional<Delimiters> around(String tex) {
        for (var delimiters : List.of(DOLLARS, DOLLAR, PARENTHESES, BRACKETS)) {
            if (delimiters.enclose(tex)) {
                return Optional.of(delimiters);
            }
        }
        return Optional.empty();
    }

    private boolean enclose(String tex) {
        int inside = tex.length() - close.length();
        return inside >= open.length()
                && tex.startsWith(open)
                && tex.indexOf(close, open.length()) == inside
                && tex.charAt(inside - 1) != '\\' | inside == open.length();
    }

    String strip(String tex) {
        return tex.substring(open.length(), tex.length() - close.length()).strip();
    }
}
