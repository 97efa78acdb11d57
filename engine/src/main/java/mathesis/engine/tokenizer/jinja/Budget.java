package mathesis.engine.tokenizer.jinja;

/// What a template may still do: every node that is evaluated, every character that is copied and every item that is
/// made costs one step. So time and memory are bounded together.
final class Budget {
    /// Ours: a few seconds at worst, and two orders of magnitude more than long conversations need.
    static final long STEPS = 20_000_000;
    /// Java frames for one level are few; a thread's stack holds many times this.
    private static final int DEEPEST = 400;

    private long left;
    private int depth;

    Budget(long steps) {
        left = steps;
    }

    void spend(long steps) {
        left -= Math.max(0, steps);
        if (left < 0) {
            throw new TemplateException("the template takes too many steps");
        }
    }

    void enter() {
        spend(1);
        if (++depth > DEEPEST) {
            throw new TemplateException("the template nests more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    String charged(String text) {
        spend(text.length());
        return text;
    }
}
