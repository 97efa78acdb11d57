package mathesis.engine.tokenizer;

import static mathesis.engine.tokenizer.CodePoints.LETTER;
import static mathesis.engine.tokenizer.CodePoints.NUMBER;
import static mathesis.engine.tokenizer.CodePoints.SPACE;

/// The words of GPT-2, which `ByteLevel` with `use_regex` cuts, scanned without a regex:
///
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
record Gpt2Split() implements Split {
    static final String PATTERN = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    @Override
    public void split(char[] text, int from, int to, Pieces pieces) {
        for (int at = from; at < to; ) {
            int end = endOfWord(text, at, to);
            pieces.piece(text, at, end);
            at = end;
        }
    }

    private static int endOfWord(char[] text, int at, int to) {
        if (text[at] == '\'' && contraction(text, at + 1, to) > 0) {
            return at + 1 + contraction(text, at + 1, to);
        }
        int start = text[at] == ' ' && at + 1 < to ? at + 1 : at;
        int end = LETTER.endOfRun(text, start, to);
        if (end == start) {
            end = NUMBER.endOfRun(text, start, to);
        }
        if (end == start) {
            end = endOfMarks(text, start, to);
        }
        return end == start ? endOfSpace(text, at, to) : end;
    }

    /// Letters of the contraction after an apostrophe, in lower case, or 0.
    private static int contraction(char[] text, int at, int to) {
        char first = at < to ? text[at] : ' ';
        char second = at + 1 < to ? text[at + 1] : ' ';
        return switch (first) {
            case 's', 't', 'm', 'd' -> 1;
            case 'r', 'v' -> second == 'e' ? 2 : 0;
            case 'l' -> second == 'l' ? 2 : 0;
            default -> 0;
        };
    }

    private static int endOfMarks(char[] text, int from, int to) {
        int at = from;
        while (LlamaSplit.isMark(text, at, to)) {
            at += Character.charCount(Character.codePointAt(text, at, to));
        }
        return at;
    }

    private static int endOfSpace(char[] text, int from, int to) {
        int end = SPACE.endOfRun(text, from, to);
        return end == to || end == from + 1 ? end : end - 1;
    }
}
