package mathesis.corpus.text;

/// Searches ends of formulas, and bounds what searches without success cost on one page: several times its
/// length.
final class SearchBudget {
    private static final int PASSES = 4;
    private static final int LEAST = 1 << 20;

    private final int maxFormula;
    private long left;

    /// @param maxFormula longest formula, in characters
    /// @param pageLength in characters
    SearchBudget(int maxFormula, int pageLength) {
        this.maxFormula = maxFormula;
        this.left = Math.max(LEAST, (long) PASSES * pageLength);
    }

    /// Where the closing delimiter stands that belongs to a formula, by MathJax's rule: not within braces,
    /// not behind a backslash.
    ///
    /// @param nested what opens another formula of this kind inside; empty where there is none
    /// @return -1 where there is none near enough, or the budget is spent
    int close(CharSequence text, int start, String close, String nested) {
        if (left <= 0) {
            return -1;
        }
        int end = Math.min(text.length(), start + maxFormula);
        int braces = 0;
        int open = 0;
        for (int i = start; i < end; i++) {
            if (braces == 0 && startsWith(text, close, i)) {
                if (open == 0) {
                    return i;
                }
                open--;
                i += close.length() - 1;
                continue;
            }
            switch (text.charAt(i)) {
                case '\\' -> {
                    if (!nested.isEmpty() && startsWith(text, nested, i)) {
                        open++;
                        i += nested.length() - 1;
                    } else {
                        i++;
                    }
                }
                case '{' -> braces++;
                case '}' -> braces -= braces > 0 ? 1 : 0;
                default -> {}
            }
        }
        left -= end - start;
        return -1;
    }

    static boolean startsWith(CharSequence text, String prefix, int at) {
        if (at + prefix.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text.charAt(at + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
