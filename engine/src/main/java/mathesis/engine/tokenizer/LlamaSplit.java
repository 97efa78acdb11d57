package mathesis.engine.tokenizer;

import static mathesis.engine.tokenizer.CodePoints.LETTER;
import static mathesis.engine.tokenizer.CodePoints.NUMBER;
import static mathesis.engine.tokenizer.CodePoints.SPACE;

/// The words of LLaMA-3 (numbers in groups of three) and Qwen2 (digit by digit), scanned without a regex:
///
/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|
/// ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
///
/// The pattern matches at every position, so the words follow each other without a gap.
///
/// @param digits how many numbers make one word
record LlamaSplit(int digits) implements Split {
    private static final String PATTERN = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|%s"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    static final String BY_THREES = PATTERN.formatted("\\p{N}{1,3}");
    static final String ONE_BY_ONE = PATTERN.formatted("\\p{N}");

    @Override
    public void split(char[] text, int from, int to, Pieces pieces) {
        for (int at = from; at < to; ) {
            int end = endOfWord(text, at, to);
            pieces.piece(text, at, end);
            at = end;
        }
    }

    private int endOfWord(char[] text, int at, int to) {
        int first = Character.codePointAt(text, at, to);
        int next = at + Character.charCount(first);
        if (LETTER.contains(first)) {
            return LETTER.endOfRun(text, next, to);
        }
        if (NUMBER.contains(first)) {
            return endOfNumber(text, next, to);
        }
        if (first == '\'' && contraction(text, next, to) > 0) {
            return next + contraction(text, next, to);
        }
        if (first != '\r' && first != '\n' && LETTER.at(text, next, to)) {
            return LETTER.endOfRun(text, next, to);
        }
        int mark = first == ' ' && isMark(text, next, to) ? next : at;
        return isMark(text, mark, to) ? endOfMarks(text, mark, to) : endOfSpace(text, at, to);
    }

    private int endOfNumber(char[] text, int second, int to) {
        int at = second;
        for (int n = 1; n < digits && NUMBER.at(text, at, to); n++) {
            at += Character.charCount(Character.codePointAt(text, at, to));
        }
        return at;
    }

    /// Letters of the contraction after an apostrophe, upper or lower case, or 0.
    private static int contraction(char[] text, int at, int to) {
        if (at == to) {
            return 0;
        }
        int first = text[at] | 0x20;
        if (first == 's' || first == 't' || first == 'm' || first == 'd' || text[at] == 'ſ') { // folds to s
            return 1;
        }
        int second = at + 1 < to ? text[at + 1] | 0x20 : 0;
        boolean two = second == 'e' && (first == 'r' || first == 'v') || second == 'l' && first == 'l';
        return two ? 2 : 0;
    }

    /// Neither white space nor letter nor number.
    static boolean isMark(char[] text, int at, int to) {
        if (at == to) {
            return false;
        }
        int c = Character.codePointAt(text, at, to);
        return !SPACE.contains(c) && !LETTER.contains(c) && !NUMBER.contains(c);
    }

    private static int endOfMarks(char[] text, int from, int to) {
        int at = from;
        while (isMark(text, at, to)) {
            at += Character.charCount(Character.codePointAt(text, at, to));
        }
        while (at < to && isLineEnd(text[at])) {
            at++;
        }
        return at;
    }

    /// White space up to its last line end, else up to the space that belongs to the next word.
    private static int endOfSpace(char[] text, int from, int to) {
        int end = SPACE.endOfRun(text, from, to);
        for (int last = end; last > from; last--) {
            if (isLineEnd(text[last - 1])) {
                return last;
            }
        }
        return end == to || end == from + 1 ? end : end - 1;
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }
}
