package mathesis.corpus.rounds;

/// How a round ended.
///
/// @param documents  kept
/// @param tokens     kept
/// @param knownShare of the documents kept, how many the round before kept too; 0 in round 1
/// @param listed     domains listed for annotation
/// @param next       what follows
public record RoundEnd(long documents, long tokens, double knownShare, int listed, Next next) {
    /// What follows a round.
    public enum Next {
        /// Another round, once the domains are annotated where the run waits for that.
        ROUND,
        /// Nearly everything was known already, as in the paper's fourth round.
        STOP_KNOWN,
        /// It was the last round that the settings allow.
        STOP_LAST
    }
}
