package mathesis.corpus.text;

import java.util.ArrayDeque;
import java.util.Deque;

/// The lists that the reader is in, and the numbers of their items.
final class Lists {
    private static final int MOST_DIGITS = 6;

    private final MarkdownWriter writer;
    private final Deque<Items> open = new ArrayDeque<>();
    /// Items outside any list.
    private final Items loose = new Items(false, 1);

    private static final class Items {
        private final boolean numbered;
        private int number;
        private boolean begun;

        Items(boolean numbered, int number) {
            this.numbered = numbered;
            this.number = number;
        }
    }

    Lists(MarkdownWriter writer) {
        this.writer = writer;
    }

    /// @param first number of the first item, as written; 1 where it is none
    void begin(boolean numbered, String first) {
        separate();
        open.push(new Items(numbered, number(first, 1)));
    }

    void end() {
        open.pop();
        separate();
    }

    private void separate() {
        if (open.isEmpty()) {
            writer.blankLine();
        } else {
            writer.lineBreak();
        }
    }

    /// @param number as written with the item; the next one where it is none
    void beginItem(String number) {
        var items = open.isEmpty() ? loose : open.peek();
        if (items.begun) {
            writer.tightBreak();
        } else {
            writer.lineBreak();
        }
        items.begun = true;
        items.number = number(number, items.number);
        var marker = items.numbered ? items.number + ". " : "- ";
        items.number++;
        writer.push(marker, " ".repeat(marker.length()));
    }

    void endItem() {
        writer.pop();
        writer.lineBreak();
    }

    private static int number(String text, int otherwise) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(text) : otherwise;
    }
}
