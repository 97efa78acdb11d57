package mathesis.corpus.text;

import java.util.Set;

/// LaTeX environments that stand in a page's text without delimiters.
final class Environments {
    static final String BEGIN = "\\begin{";
    static final String END = "\\end{";
    private static final int LONGEST_NAME = 32;
    private static final Set<String> MATHEMATICS = Set.of(
            "align",
            "alignat",
            "aligned",
            "array",
            "bmatrix",
            "cases",
            "dcases",
            "displaymath",
            "eqnarray",
            "equation",
            "flalign",
            "gather",
            "gathered",
            "math",
            "matrix",
            "multline",
            "pmatrix",
            "smallmatrix",
            "split",
            "subequations",
            "vmatrix");

    private Environments() {}

    /// The name of the environment that begins here; empty where none does.
    static String nameAt(CharSequence text, int start) {
        if (!SearchBudget.startsWith(text, BEGIN, start)) {
            return "";
        }
        int from = start + BEGIN.length();
        int end = Math.min(text.length(), from + LONGEST_NAME);
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '}') {
                return text.subSequence(from, i).toString();
            }
            if (!(Character.isLetter(c) || c == '*')) {
                return "";
            }
        }
        return "";
    }

    /// Whether an environment of this name is mathematics on pages that do not typeset any other.
    static boolean isMathematics(String name) {
        return MATHEMATICS.contains(name.endsWith("*") ? name.substring(0, name.length() - 1) : name);
    }
}
