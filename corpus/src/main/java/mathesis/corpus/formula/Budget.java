package mathesis.corpus.formula;

/// What one formula may cost: counted down while it is converted, so that a hostile page costs no more than an honest
/// one. One per formula, one thread.
final class Budget {
    static final int NODES = 50_000;
    static final int DEPTH = 200;
    static final int CHARACTERS = 1 << 16;

    private int nodes = NODES;
    private int depth;

    /// A formula beyond its bounds; its converter gives nothing.
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Exceeded() {
            super("a formula beyond its bounds", null, false, false);
        }
    }

    void enter() {
        if (--nodes < 0 || ++depth > DEPTH) {
            throw new Exceeded();
        }
    }

    void leave() {
        depth--;
    }

    static String checked(String tex) {
        check(tex);
        return tex;
    }

    static void check(CharSequence tex) {
        if (tex.length() > CHARACTERS) {
            throw new Exceeded();
        }
    }
}
