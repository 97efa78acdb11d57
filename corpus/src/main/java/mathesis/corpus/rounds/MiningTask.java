package mathesis.corpus.rounds;

/// One piece of a round.
///
/// @param round counted from 1
/// @param part  which archive, hash range or shard, counted from 0; 0 for a step that is not divided
public record MiningTask(int round, Step step, int part) {
    public MiningTask {
        if (round < 1 || part < 0) {
            throw new IllegalArgumentException("round " + round + ", part " + part + "; must be 1, 0 or more");
        }
    }

    /// What a round does, in this order; a step begins when the one before is done.
    public enum Step {
        /// Draws pages of the crawl that the classifier learns from.
        SAMPLE(Parts.ARCHIVES),
        /// Trains the classifier and sets the first pass.
        TRAIN(Parts.ONE),
        /// Scores every page of an archive and keeps the candidates.
        MINE(Parts.ARCHIVES),
        /// Finds the duplicates among the candidates of a hash range.
        DEDUPLICATE(Parts.RANGES),
        /// Ranks what is left and cuts at the token budget.
        RANK(Parts.ONE),
        /// Writes one shard of what is kept.
        WRITE(Parts.SHARDS),
        /// Counts pages read and kept by domain, for the domains of a hash range.
        TALLY(Parts.RANGES),
        /// Lists domains for annotation, writes the manifest and decides whether another round follows.
        CLOSE(Parts.ONE);

        private final Parts parts;

        Step(Parts parts) {
            this.parts = parts;
        }

        public Parts parts() {
            return parts;
        }
    }

    /// Over what a step is divided.
    public enum Parts {
        ONE,
        ARCHIVES,
        RANGES,
        SHARDS
    }
}
