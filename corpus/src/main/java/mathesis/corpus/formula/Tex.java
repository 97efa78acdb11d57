package mathesis.corpus.formula;

/// A piece of TeX with what its neighbours must know of it.
///
/// @param text  the TeX itself
/// @param role  what it is to its neighbours in a row
/// @param shape what it takes to write it as a base or an argument
/// @param tall  taller than a line, so that fences around it stretch
record Tex(String text, Role role, Shape shape, boolean tall) {
    /// TeX's classes of atoms, with spaces.
    enum Role {
        ORDINARY,
        OPERATOR,
        BINARY,
        RELATION,
        OPEN,
        CLOSE,
        PUNCTUATION,
        SPACE
    }

    /// ATOM holds together by itself; FONT is a command with one argument that merges with the like of it; SUB, SUPER
    /// and BOTH end in scripts; ROW is a sequence.
    enum Shape {
        NOTHING,
        ATOM,
        FONT,
        SUB,
        SUPER,
        BOTH,
        ROW
    }

    static final Tex NOTHING = new Tex("", Role.ORDINARY, Shape.NOTHING, false);

    static Tex atom(String text) {
        return new Tex(text, Role.ORDINARY, Shape.ATOM, false);
    }

    static Tex tall(String text) {
        return new Tex(text, Role.ORDINARY, Shape.ATOM, true);
    }

    static Tex operator(String text) {
        return new Tex(text, Role.OPERATOR, Shape.ATOM, false);
    }

    static Tex space(String text) {
        return new Tex(text, Role.SPACE, Shape.ATOM, false);
    }

    /// `command{content}`, for example `\mathrm{d}`.
    static Tex font(String command, String content) {
        return new Tex(command + "{" + content + "}", Role.ORDINARY, Shape.FONT, false);
    }

    boolean isEmpty() {
        return shape == Shape.NOTHING;
    }

    Tex as(Role other) {
        return new Tex(text, other, shape, tall);
    }

    /// In braces, as `\frac` and `\sqrt` take it.
    String braced() {
        return "{" + text + "}";
    }

    /// As `^` and `_` take it: one token bare, everything else and names of functions in braces.
    String script() {
        return isToken(text) && (role != Role.OPERATOR || tall) ? text : braced();
    }

    /// As it stands before a new script that is a superscript, a subscript or both.
    String base(boolean sub, boolean sup) {
        boolean bare = switch (shape) {
            case ATOM, FONT -> true;
            case SUB -> !sub;
            case SUPER -> !sup;
            case NOTHING, BOTH, ROW -> false;
        };
        return bare ? text : braced();
    }

    /// One character or one control sequence without arguments.
    static boolean isToken(String tex) {
        if (tex.isEmpty() || tex.equals("'")) {
            return false;
        }
        if (tex.charAt(0) != '\\') {
            return tex.codePointCount(0, tex.length()) == 1;
        }
        return tex.length() == 2 || tex.chars().skip(1).allMatch(Tex::isLetter);
    }

    static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
