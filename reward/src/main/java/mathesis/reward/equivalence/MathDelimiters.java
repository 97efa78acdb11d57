package mathesis.reward.equivalence;

/// Takes dollar signs that delimit mathematics out of an answer; one that stands alone is money.
final class MathDelimiters {
    private MathDelimiters() {}

    static String removed(String answer) {
        int first = answer.indexOf('$');
        if (first < 0 || delimiters(answer) < 2 || delimiters(answer) % 2 == 1) {
            return answer;
        }
        var out = new StringBuilder(answer.length());
        for (int i = 0; i < answer.length(); i++) {
            out.append(isDelimiter(answer, i) ? ' ' : answer.charAt(i));
        }
        return out.toString();
    }

    private static int delimiters(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += isDelimiter(text, i) ? 1 : 0;
        }
        return count;
    }

    private static boolean isDelimiter(String text, int i) {
        return text.charAt(i) == '$' && (i == 0 || text.charAt(i - 1) != '\\');
    }
}
