package mathesis.engine.tokenizer;

/// Isolates runs of one set of characters, as the patterns `\s?[...]+`, `[...]+` and `[...]` do.
///
/// @param members    the set
/// @param withSpace  one white-space character before a run belongs to it
/// @param singly     every member is a piece of its own
record RunSplit(CodePoints members, boolean withSpace, boolean singly) implements Split {
    @Override
    public void split(char[] text, int from, int to, Pieces pieces) {
        int pending = from;
        for (int at = from; at < to; ) {
            int next = at + Character.charCount(Character.codePointAt(text, at, to));
            int end = endOfRun(text, at, next, to);
            if (end > at) {
                if (pending < at) {
                    pieces.piece(text, pending, at);
                }
                pieces.piece(text, at, end);
                pending = end;
            }
            at = Math.max(next, end);
        }
        if (pending < to) {
            pieces.piece(text, pending, to);
        }
    }

    /// The end of the run that starts at `at`, or `at`.
    private int endOfRun(char[] text, int at, int next, int to) {
        if (members.at(text, at, to)) {
            return singly ? next : members.endOfRun(text, next, to);
        }
        boolean spaceFirst = withSpace && CodePoints.SPACE.at(text, at, to) && members.at(text, next, to);
        return spaceFirst ? members.endOfRun(text, next, to) : at;
    }
}
