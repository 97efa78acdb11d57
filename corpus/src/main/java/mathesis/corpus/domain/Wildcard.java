package mathesis.corpus.domain;

/// Patterns in which `*` stands for any characters.
final class Wildcard {
    private Wildcard() {}

    /// Whether the range of the text matches the pattern, or begins with what does where `prefix` says so. Takes
    /// time in proportion to the product of the lengths at worst.
    static boolean matches(String pattern, String text, int from, int to, boolean prefix) {
        int p = 0;
        int t = from;
        int star = -1;
        int resume = from;
        while (true) {
            if (p == pattern.length() && (prefix || t == to)) {
                return true;
            }
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && t < to && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0 && resume < to) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
    }
}
