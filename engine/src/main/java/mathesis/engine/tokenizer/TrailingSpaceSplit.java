package mathesis.engine.tokenizer;

/// Isolates white space at the end of a line, as the pattern `\s+$` does (`$` as in Ruby: before every line feed too).
record TrailingSpaceSplit() implements Split {
    static final String PATTERN = "\\s+$";

    @Override
    public void split(char[] text, int from, int to, Pieces pieces) {
        int pending = from;
        for (int at = from; at < to; ) {
            int end = CodePoints.SPACE.endOfRun(text, at, to);
            int lineEnd = lastLineEnd(text, at, end, to);
            if (lineEnd > at) {
                if (pending < at) {
                    pieces.piece(text, pending, at);
                }
                pieces.piece(text, at, lineEnd);
                pending = lineEnd;
            }
            at = Math.max(end, at + Character.charCount(Character.codePointAt(text, at, to)));
        }
        if (pending < to) {
            pieces.piece(text, pending, to);
        }
    }

    /// The last end of a line in the white space `[from, end)`, or `from`.
    private static int lastLineEnd(char[] text, int from, int end, int to) {
        int at = end;
        while (at > from && at != to && text[at] != '\n') {
            at--;
        }
        return at;
    }
}
