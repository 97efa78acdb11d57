package mathesis.corpus;

import java.util.List;

/// Numbers and files of a mining run (DeepSeekMath section 2.1). `mathesis.conf` documents each key: the key of
/// `dedup.minJaccard` is `mathesis.mining.dedup.min-jaccard`.
///
/// @param archives         web archives: files, folders or globs
/// @param maxRounds        rounds at most; the paper made 4
/// @param stopWhenKnown    a round of which this share was kept by the round before is the last; the paper stopped at
///                         about 0.98
/// @param tokenBudget      tokens that a round keeps; the paper 40e9 in its first round, 120e9 in the end
/// @param tokenizer        folder of the tokenizer that counts tokens; empty counts a token for each 4 bytes of UTF-8
/// @param seed             what the first classifier learns from
/// @param classifier       fastText
/// @param firstPass        the tree-less pass over every page
/// @param text             what the careful extraction must give
/// @param dedup            duplicates
/// @param decontamination  benchmarks that must not be in the corpus
/// @param domains          which domains go to the annotators
/// @param shards           what is written
public record MiningConfig(
        List<String> archives,
        int maxRounds,
        double stopWhenKnown,
        long tokenBudget,
        String tokenizer,
        Seed seed,
        Classifier classifier,
        FirstPass firstPass,
        Text text,
        Dedup dedup,
        Decontamination decontamination,
        Domains domains,
        Shards shards) {
    public MiningConfig {
        archives = List.copyOf(archives);
        require(maxRounds >= 1, "max-rounds", maxRounds, "must be 1 or more");
        require(
                stopWhenKnown > 0 && stopWhenKnown <= 1,
                "stop-when-known",
                stopWhenKnown,
                "must lie in (0, 1]; 1 stops only when nothing new was found");
        require(tokenBudget >= 1, "token-budget", tokenBudget, "must be 1 or more");
    }

    /// @param documents JSON Lines `{"text"}` of mathematics, plain, gzip or zstd; the paper took OpenWebMath
    /// @param rules     file of URL rules: pages of the crawl under them are mathematics too; empty for none
    /// @param positives mathematics that a classifier learns from at most; the paper 500,000
    /// @param negatives random pages of the crawl; the paper 500,000
    /// @param heldOut   share of both that only measures the classifier and sets the first pass
    /// @param key       keys which pages are drawn
    public record Seed(List<String> documents, String rules, int positives, int negatives, double heldOut, long key) {
        public Seed {
            documents = List.copyOf(documents);
            require(positives >= 1, "seed.positives", positives, "must be 1 or more");
            require(negatives >= 1, "seed.negatives", negatives, "must be 1 or more");
            require(heldOut > 0 && heldOut < 1, "seed.held-out", heldOut, "must lie in (0, 1)");
        }
    }

    /// The paper's fastText: 256 dimensions, learning rate 0.1, word n-grams up to 3, words seen 3 times, 3 epochs.
    ///
    /// @param pieceWords words of a training line; 0 takes whole pages as the paper does
    /// @param threads    of training; 1 gives the same classifier each time
    public record Classifier(
            int dim,
            double learningRate,
            int wordNgrams,
            int minCount,
            int epochs,
            int buckets,
            int pieceWords,
            int threads) {
        public Classifier {
            require(dim >= 1 && dim <= 4096, "classifier.dim", dim, "must lie in [1, 4096]");
            require(learningRate > 0, "classifier.learning-rate", learningRate, "must be positive");
            require(wordNgrams >= 1 && wordNgrams <= 10, "classifier.word-ngrams", wordNgrams, "must lie in [1, 10]");
            require(minCount >= 1, "classifier.min-count", minCount, "must be 1 or more");
            require(epochs >= 1, "classifier.epochs", epochs, "must be 1 or more");
            require(buckets >= 0, "classifier.buckets", buckets, "must be 0 or more");
            require(pieceWords >= 0, "classifier.piece-words", pieceWords, "must be 0 (whole pages) or more");
            require(threads >= 1, "classifier.threads", threads, "must be 1 or more");
        }
    }

    /// @param recall of what the careful pass would keep, measured on sampled pages; sets the threshold
    public record FirstPass(double recall) {
        public FirstPass {
            require(recall > 0 && recall <= 1, "first-pass.recall", recall, "must lie in (0, 1]; 1 drops no page");
        }
    }

    /// @param minWords  shorter pages are dropped
    /// @param languages ISO 639-1 codes that are collected; empty collects all
    /// @param minScore  of the careful text; pages below are not even ranked
    public record Text(int minWords, List<String> languages, double minScore) {
        public Text {
            languages = List.copyOf(languages);
            require(minWords >= 0, "text.min-words", minWords, "must be 0 or more");
            require(minScore >= 0 && minScore < 1, "text.min-score", minScore, "must lie in [0, 1)");
        }
    }

    /// @param bands       of the signature; pages that agree in one are compared
    /// @param rows        hashes of a band
    /// @param minJaccard  pages at least so alike (estimated from all hashes) are duplicates
    /// @param ranges      hash ranges over which the cluster spreads the work
    /// @param memoryBytes of one range at work; more spills to disk
    public record Dedup(int bands, int rows, double minJaccard, int ranges, long memoryBytes) {
        public Dedup {
            require(bands >= 1 && bands <= 256, "dedup.bands", bands, "must lie in [1, 256]");
            require(rows >= 1 && rows <= 64, "dedup.rows", rows, "must lie in [1, 64]");
            require(minJaccard > 0 && minJaccard <= 1, "dedup.min-jaccard", minJaccard, "must lie in (0, 1]");
            require(ranges >= 1 && ranges <= 4096, "dedup.ranges", ranges, "must lie in [1, 4096]");
            require(memoryBytes >= 1 << 20, "dedup.memory-bytes", memoryBytes, "must be at least 1 MiB");
        }
    }

    /// Drops pages that hold ten words in a row of a benchmark text, or all of one of three to nine (the paper's rule).
    ///
    /// @param benchmarks JSON Lines whose texts must not be in the corpus; the paper GSM8K, MATH, CMATH, AGIEval
    /// @param fields     of their lines that hold the texts
    /// @param ignored    n-grams that are no sign of a benchmark, as a contamination report tells them
    public record Decontamination(List<String> benchmarks, List<String> fields, List<String> ignored) {
        public Decontamination {
            benchmarks = List.copyOf(benchmarks);
            fields = List.copyOf(fields);
            ignored = List.copyOf(ignored);
        }
    }

    /// @param minShare   of a domain's pages that were kept makes it math-related; the paper 0.1
    /// @param minPages   smaller domains are not listed
    /// @param annotation how the URL paths of such domains come into the seed
    /// @param rules      file of URL rules for [Annotation#RULES]
    public record Domains(double minShare, int minPages, Annotation annotation, String rules) {
        /// Who says which paths of a math-related domain are mathematics.
        public enum Annotation {
            /// A person: the run stops after each round until its `domains.tsv` was answered.
            WAIT,
            /// The rule file: what it names in a listed domain is annotated.
            RULES,
            /// Nobody; the seed does not grow.
            NONE
        }

        public Domains {
            require(minShare > 0 && minShare < 1, "domains.min-share", minShare, "must lie in (0, 1)");
            require(minPages >= 1, "domains.min-pages", minPages, "must be 1 or more");
            require(
                    annotation != Annotation.RULES || !rules.isBlank(),
                    "domains.rules",
                    "empty",
                    "must name a file when domains.annotation is rules");
        }
    }

    /// @param targetBytes of text in a shard; one archive's documents are never divided
    /// @param parquet     whether each shard is written as Parquet too
    public record Shards(long targetBytes, boolean parquet) {
        public Shards {
            require(targetBytes >= 1, "shards.target-bytes", targetBytes, "must be 1 or more");
        }
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("mathesis.mining." + setting + " is " + value + "; " + rule);
        }
    }
}
