package mathesis.corpus.text;

import java.util.ArrayList;
import java.util.List;

/// Puts words, formulas and blocks together as Markdown: collapses white space, separates blocks, begins
/// lines with the markers and indents of the lists and quotations they are in. What was written since a mark
/// can be taken back.
final class MarkdownWriter {
    private static final int BLANK_LINE = 2;
    private static final int SHORTEST_FENCE = 3;

    private final int maxCharacters;
    private final StringBuilder out = new StringBuilder(1 << 12);
    private final List<Marker> markers = new ArrayList<>();
    /// Markers up to here have stood at the beginning of a line.
    private int used;

    private int pendingBreaks;
    private boolean pendingSpace;
    private boolean flat;
    /// Where the last displayed formula ends: a full stop that follows it stays with it.
    private int displayEnd = -1;

    private record Marker(String first, String rest) {}

    /// A state to return to.
    record Mark(int length, int used, int breaks, boolean space) {}

    /// @param maxCharacters more raise [PageTooLargeException]
    MarkdownWriter(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    int length() {
        return out.length();
    }

    Mark mark() {
        return new Mark(out.length(), used, pendingBreaks, pendingSpace);
    }

    /// Takes back what was written since.
    void reset(Mark mark) {
        out.setLength(mark.length);
        used = mark.used;
        pendingBreaks = mark.breaks;
        pendingSpace = mark.space;
    }

    String since(int start) {
        return out.substring(start);
    }

    /// The last character written, if what comes next follows it without white space; else 0.
    char lastCharacter() {
        return pendingSpace || pendingBreaks > 0 || out.isEmpty() ? 0 : out.charAt(out.length() - 1);
    }

    /// Within a flat stretch, as a table's cell is one, breaks are spaces.
    void flat(boolean on) {
        flat = on;
    }

    boolean isFlat() {
        return flat;
    }

    /// What the lines of a block begin with until [#pop]: a marker the first time, an indent afterwards.
    void push(String first, String rest) {
        markers.add(new Marker(first, rest));
    }

    void pop() {
        markers.removeLast();
        used = Math.min(used, markers.size());
    }

    /// Ends the line before what comes next.
    void lineBreak() {
        atLeast(1);
    }

    /// Leaves a blank line before what comes next.
    void blankLine() {
        atLeast(BLANK_LINE);
    }

    /// Ends the line, without a blank one even if that was asked for.
    void tightBreak() {
        lineBreak();
        if (used == markers.size()) {
            pendingBreaks = Math.min(pendingBreaks, 1);
        }
    }

    /// A block at the beginning of an item needs no more room than the item.
    private void atLeast(int breaks) {
        pendingSpace |= flat;
        if (!flat && used == markers.size()) {
            pendingBreaks = Math.max(pendingBreaks, breaks);
        }
    }

    /// White space before what comes next.
    void space() {
        pendingSpace = true;
    }

    /// Words, white space collapsed; a [Whitespace#LINE_SEPARATOR] ends the line.
    void text(CharSequence text, int start, int end) {
        for (int i = start; i < end; ) {
            char c = text.charAt(i);
            if (Whitespace.is(c)) {
                pendingSpace = true;
                if (c == Whitespace.LINE_SEPARATOR) {
                    lineBreak();
                }
                i++;
            } else if (Whitespace.isInvisible(c)) {
                i++;
            } else if (out.length() == displayEnd && ".,;:".indexOf(c) >= 0) {
                out.append(c);
                i++;
            } else {
                i = word(text, i, end);
            }
        }
        checkLength();
    }

    /// Writes one word and says where it ends.
    private int word(CharSequence text, int start, int most) {
        if (pendingSpace || pendingBreaks > 0 || out.isEmpty()) {
            separate();
        }
        int end = start + 1;
        while (end < most && !Whitespace.is(text.charAt(end)) && !Whitespace.isInvisible(text.charAt(end))) {
            end++;
        }
        out.append(text, start, end);
        return end;
    }

    void text(String text) {
        text(text, 0, text.length());
    }

    /// Characters as they are, each of their lines behind the markers of the block.
    void verbatim(String text) {
        separate();
        for (int from = 0; ; ) {
            int newline = text.indexOf('\n', from);
            out.append(text, from, newline < 0 ? text.length() : newline);
            checkLength();
            if (newline < 0) {
                return;
            }
            if (flat) {
                out.append(' ');
            } else if (newline + 1 < text.length() && text.charAt(newline + 1) == '\n') {
                endLine(true);
            } else {
                out.append('\n');
                beginLine();
            }
            from = newline + 1;
        }
    }

    void formula(Formula formula) {
        if (!formula.display()) {
            verbatim("$" + formula.tex() + "$");
            return;
        }
        blankLine();
        var tex = isQuoted() ? formula.tex().replace('\n', ' ') : formula.tex();
        verbatim("$$" + tex + "$$");
        displayEnd = out.length();
        blankLine();
    }

    /// Whether more than an indent would come between the lines of a formula.
    private boolean isQuoted() {
        for (int i = 0; i < markers.size(); i++) {
            if (!markers.get(i).rest.isBlank()) {
                return true;
            }
        }
        return false;
    }

    /// Part of a line in a fixed font. Pieces without space between them become one.
    void code(String code) {
        var ticks = code.indexOf('`') >= 0 ? "``" : "`";
        if (ticks.length() == 1 && lastCharacter() == '`') {
            out.setLength(out.length() - 1);
            out.append(code).append('`');
        } else {
            verbatim(ticks + code + ticks);
        }
    }

    /// A block of source code, its lines as they are.
    void codeBlock(String code) {
        var fence = "`".repeat(Math.max(SHORTEST_FENCE, longestTicks(code) + 1));
        blankLine();
        verbatim(fence + "\n" + code + "\n" + fence);
        blankLine();
    }

    private static int longestTicks(String code) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// Makes what was written since an index or an exponent of what stands before it.
    ///
    /// @param sign `^` or `_`
    void script(int start, char sign) {
        if (out.codePointCount(start, out.length()) == 1) {
            out.insert(start, sign);
        } else {
            out.insert(start, sign + "{").append('}');
        }
    }

    /// Writes what has been asked for and not yet been needed: breaks, markers, a space.
    private void separate() {
        if (out.isEmpty() || pendingBreaks > 0) {
            for (int i = out.isEmpty() ? 1 : 0; i < pendingBreaks; i++) {
                endLine(i + 1 < pendingBreaks);
            }
            beginLine();
        } else if (pendingSpace) {
            out.append(' ');
        }
        pendingBreaks = 0;
        pendingSpace = false;
    }

    /// A blank line within a quotation has its marker too.
    private void endLine(boolean blank) {
        out.append('\n');
        if (blank) {
            for (int i = 0; i < used; i++) {
                out.append(markers.get(i).rest);
            }
            trimLine();
        }
    }

    private void beginLine() {
        for (int i = 0; i < markers.size(); i++) {
            out.append(i < used ? markers.get(i).rest : markers.get(i).first);
        }
        used = markers.size();
    }

    private void trimLine() {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
    }

    private void checkLength() {
        if (out.length() > maxCharacters) {
            throw new PageTooLargeException();
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
