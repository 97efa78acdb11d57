package mathesis.rollout.problems;

/// The two halves that generated problems fall into, by their text alone: no question of one is ever in the other,
/// whatever the seed.
public enum Split {
    /// To learn from.
    TRAIN("train"),
    /// To measure with: about one text in ten.
    HELD_OUT("held-out");

    private static final int ONE_IN = 10;

    final String label;

    Split(String label) {
        this.label = label;
    }

    /// The split that a question belongs to, by FNV-1a over its characters.
    public static Split of(String question) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < question.length(); i++) {
            hash = (hash ^ question.charAt(i)) * 0x100000001b3L;
        }
        return Long.remainderUnsigned(Draws.mix(hash), ONE_IN) == 0 ? HELD_OUT : TRAIN;
    }
}
