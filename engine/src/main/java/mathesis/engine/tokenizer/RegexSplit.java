package mathesis.engine.tokenizer;

import java.nio.CharBuffer;
import java.util.regex.Pattern;

/// Isolates the matches of a regular expression, by `java.util.regex`. The scanners are tested against it.
///
/// The files are written for Oniguruma with Ruby's syntax. Only syntax that means the same in both is accepted: a
/// pattern with anything else (`\w`, scripts, look-behind, `{1,3}+`, back references) is refused.
record RegexSplit(Pattern pattern) implements Split {
    private static final String CATEGORY = "\\\\[pP]\\{(?:[LNPMSZ]|L[ulmto]|N[dlo]|P[cdseifo]|M[nce]|S[mcko])\\}";
    private static final String ESCAPE = "\\\\[rntsS!-/:-@\\[-`{-~]";
    private static final String CLASS = "\\[\\^?(?:[^\\\\\\[\\]&]|&(?!&)|" + ESCAPE + "|" + CATEGORY + ")+\\]";
    private static final String GROUP = "\\((?:\\?(?:i?:|!|=)|(?!\\?))|\\)(?![*+{])|\\|";
    private static final String TIMES = "[?*+]|\\{\\d+(?:,\\d*)?\\}(?![?+])";
    private static final Pattern KNOWN_SYNTAX = Pattern.compile(
            "(?:[^\\\\\\[\\](){}?*+.^|]|" + ESCAPE + "|" + CATEGORY + "|" + CLASS + "|" + GROUP + "|" + TIMES + ")*+");

    static RegexSplit compile(Component component, String regex) throws TokenizerFormatException {
        if (!KNOWN_SYNTAX.matcher(regex).matches()) {
            throw component.refused("regular expression " + regex + " uses syntax that is not supported");
        }
        return new RegexSplit(Pattern.compile(
                regex,
                Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.MULTILINE | Pattern.UNIX_LINES));
    }

    @Override
    public void split(char[] text, int from, int to, Pieces pieces) {
        var matcher = pattern.matcher(CharBuffer.wrap(text, from, to - from).slice());
        int pending = from;
        while (matcher.find()) {
            if (pending < from + matcher.start()) {
                pieces.piece(text, pending, from + matcher.start());
            }
            if (matcher.start() < matcher.end()) {
                pieces.piece(text, from + matcher.start(), from + matcher.end());
            }
            pending = from + matcher.end();
        }
        if (pending < to) {
            pieces.piece(text, pending, to);
        }
    }
}
