package mathesis.corpus.text;

import java.util.Optional;

/// A formula as it stands in the text.
///
/// @param tex     without delimiters, not blank
/// @param display whether it stands on a line of its own
record Formula(String tex, boolean display) {
    /// A formula from what a page holds, if there is any TeX in it: white space around it, delimiters that it
    /// brings along and the wrapper that MediaWiki puts round formulas are taken off.
    ///
    /// @param display whether it is displayed where its delimiters do not say
    static Optional<Formula> of(String source, boolean display) {
        var tex = source.strip();
        boolean displayed = display;
        var delimiters = Delimiters.around(tex);
        if (delimiters.isPresent()) {
            tex = delimiters.get().strip(tex);
            displayed = delimiters.get().display();
        }
        tex = withoutDisplayStyle(tex);
        return tex.isBlank() ? Optional.empty() : Optional.of(new Formula(tidy(tex, displayed), displayed));
    }

    /// `{\displaystyle x}` and `{\textstyle x}` as MediaWiki writes them are `x`.
    private static String withoutDisplayStyle(String tex) {
        for (var wrapper : new String[] {"{\\displaystyle ", "{\\textstyle "}) {
            if (tex.startsWith(wrapper) && tex.endsWith("}")) {
                return tex.substring(wrapper.length(), tex.length() - 1).strip();
            }
        }
        return tex;
    }

    /// One space for each run of white space. A line break stays one in a display, and wherever a comment
    /// could need it.
    private static String tidy(String tex, boolean display) {
        boolean keepsLines = display || tex.indexOf('%') >= 0;
        var tidy = new StringBuilder(tex.length());
        int end = tex.length();
        for (int i = 0; i < end; ) {
            if (!Whitespace.is(tex.charAt(i))) {
                tidy.append(tex.charAt(i++));
                continue;
            }
            boolean line = false;
            for (; i < end && Whitespace.is(tex.charAt(i)); i++) {
                line |= Whitespace.breaksLine(tex.charAt(i));
            }
            if (i < end && !tidy.isEmpty()) {
                tidy.append(line && keepsLines ? '\n' : ' ');
            }
        }
        return endsInBackslash(tidy) ? tidy.append(' ').toString() : tidy.toString();
    }

    /// Such a backslash was a control space; it must not escape the closing dollar.
    private static boolean endsInBackslash(StringBuilder tex) {
        int backslashes = 0;
        for (int i = tex.length() - 1; i >= 0 && tex.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
