package mathesis.engine.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds added tokens in a text: from left to right the first, and of those the longest.
final class AddedTokens {
    /// Takes the parts of a text, in order.
    interface Parts {
        void text(int from, int to);

        void token(int id);
    }

    private static final class Node {
        final Map<Character, Node> next = new HashMap<>();
        final int length; // of the text from the root to here
        AddedToken token;

        Node(int length) {
            this.length = length;
        }
    }

    private final Node root = new Node(0);
    private final CodePoints firstChars;

    AddedTokens(List<AddedToken> tokens) {
        for (var token : tokens) {
            var node = root;
            for (char c : token.content().toCharArray()) {
                int length = node.length + 1;
                node = node.next.computeIfAbsent(c, _ -> new Node(length));
            }
            node.token = token;
        }
        firstChars = CodePoints.ofRanges(root.next.keySet().stream()
                .flatMapToInt(c -> IntStream.of(c, c))
                .toArray());
    }

    /// Cuts `text[from, to)` into added tokens and what lies between them.
    void split(char[] text, int from, int to, Parts parts) {
        int pending = from;
        for (int at = from; at < to; ) {
            var found = firstChars.contains(text[at]) ? longest(text, at, to) : root;
            if (found == root) {
                at++;
                continue;
            }
            var token = found.token;
            int end = at + found.length;
            if (!token.singleWord() || standsAlone(text, from, at, end, to)) {
                int start = token.lstrip() ? startOfSpace(text, pending, at) : at;
                if (pending < start) {
                    parts.text(pending, start);
                }
                parts.token(token.id());
                pending = token.rstrip() ? CodePoints.SPACE.endOfRun(text, end, to) : end;
            }
            at = Math.max(end, pending);
        }
        if (pending < to) {
            parts.text(pending, to);
        }
    }

    /// The longest token that starts at `at`, or the root.
    private Node longest(char[] text, int at, int to) {
        var longest = root;
        var node = root.next.get(text[at]);
        for (int i = at + 1; node != null; i++) {
            if (node.token != null) {
                longest = node;
            }
            node = i < to ? node.next.get(text[i]) : null;
        }
        return longest;
    }

    private static int startOfSpace(char[] text, int from, int to) {
        int at = to;
        while (at > from && CodePoints.SPACE.contains(text[at - 1])) { // white space is never a surrogate
            at--;
        }
        return at;
    }

    private static boolean standsAlone(char[] text, int from, int start, int end, int to) {
        boolean before = start > from && isWord(Character.codePointBefore(text, start, from));
        boolean after = end < to && isWord(Character.codePointAt(text, end, to));
        return !before && !after;
    }

    /// Unicode's definition of `\w`.
    private static boolean isWord(int c) {
        int type = Character.getType(c);
        return Character.isAlphabetic(c)
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.CONNECTOR_PUNCTUATION
                || c == 0x200C
                || c == 0x200D;
    }
}
