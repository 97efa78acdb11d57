package mathesis.engine.tokenizer;

import java.util.List;

/// One step that cuts a piece of text into smaller pieces before merging; it loses no character.
@FunctionalInterface
interface Split {
    /// Takes pieces of `text`, in order.
    @FunctionalInterface
    interface Pieces {
        void piece(char[] text, int from, int to);
    }

    /// Cuts `text[from, to)`, which is not empty, into pieces that are not empty.
    void split(char[] text, int from, int to, Pieces pieces);

    /// Every step cuts the pieces of the step before it.
    static Pieces through(List<Split> steps, Pieces last) {
        var next = last;
        for (var step : steps.reversed()) {
            var after = next;
            next = (text, from, to) -> step.split(text, from, to, after);
        }
        return next;
    }
}
