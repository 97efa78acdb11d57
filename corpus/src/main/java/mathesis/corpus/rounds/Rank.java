package mathesis.corpus.rounds;

import java.util.List;

/// Where a round's ranking was cut, and how what is kept is divided into shards.
///
/// @param cut       the last document that is kept
/// @param documents kept
/// @param tokens    kept
/// @param shards    in their order
public record Rank(Cut cut, long documents, long tokens, List<Shard> shards) {
    public Rank {
        shards = List.copyOf(shards);
    }

    /// Documents are kept that score more, and those that score the same up to a place in the run.
    ///
    /// @param score   of the last that is kept; 0 where the budget was not reached
    /// @param archive of the last that is kept
    /// @param index   of the last that is kept, in its archive
    public record Cut(float score, int archive, int index) {
        /// Keeps everything.
        static final Cut NONE = new Cut(0, Integer.MAX_VALUE, Integer.MAX_VALUE);

        boolean keeps(float other, int otherArchive, int otherIndex) {
            return other > score
                    || other == score && (otherArchive < archive || otherArchive == archive && otherIndex <= index);
        }
    }

    /// The archives, from one number up to another (not included), whose documents a shard holds.
    public record Shard(int from, int to) {}
}
