package mathesis.corpus.rounds;

import java.nio.file.Path;
import mathesis.corpus.shard.Manifest;

/// Where a run keeps its files. All nodes of a run see the same folder.
///
/// ```
/// settings.conf        every setting as resolved; written by whoever begins the run
/// archives.tsv         the archives by number, with their sizes      journal.jsonl   tasks that are done
/// journal.lock         held by the node that leads                   live.json       what is being done now
/// split.lock           held when the cluster fell apart, by a node of the part that goes on
/// nodes/               addresses of the nodes that take part         log/            a log for each node
/// round-1/sample/      pages drawn, by archive                       round-1/classifier.bin, classifier.json
/// round-1/archives/    by archive: candidates with their texts, table, URLs, funnel, contamination
/// round-1/dedup/       keys and signatures by archive, drops by range round-1/rank.json   the cut, the shards
/// round-1/ranges/      domains by hash range                         round-1/kept/       URLs and funnel by shard
/// round-1/shards/      the corpus of this round, manifest.json       round-1/funnel.tsv   drops by reason
/// round-1/domains.tsv  listed for annotation                         round-1/annotations.tsv   answered
/// round-1/round.json   how it ended
/// ```
public record MiningFolder(Path root) {
    public Path settings() {
        return root.resolve("settings.conf");
    }

    public Path archives() {
        return root.resolve("archives.tsv");
    }

    public Path journal() {
        return root.resolve("journal.jsonl");
    }

    /// Locked by a node when others cannot be reached any more.
    public Path splitLock() {
        return root.resolve("split.lock");
    }

    /// What is being done, by the node that leads; rewritten every few seconds.
    public Path live() {
        return root.resolve("live.json");
    }

    /// A file for each node that takes part.
    public Path nodes() {
        return root.resolve("nodes");
    }

    public Path log(String node) {
        return root.resolve("log").resolve(node + ".log");
    }

    public Round round(int number) {
        return new Round(root.resolve("round-" + number));
    }

    /// The files of one round.
    public record Round(Path root) {
        Path sample(int archive) {
            return root.resolve("sample").resolve("%06d.jsonl.zst".formatted(archive));
        }

        public Path classifier() {
            return root.resolve("classifier.bin");
        }

        public Path classifierReport() {
            return root.resolve("classifier.json");
        }

        Path candidates(int archive) {
            return archive(archive, "jsonl.zst");
        }

        Path table(int archive) {
            return archive(archive, "table");
        }

        Path urls(int archive) {
            return archive(archive, "urls");
        }

        Path archiveReport(int archive) {
            return archive(archive, "json");
        }

        Path contamination(int archive) {
            return archive(archive, "contamination.json");
        }

        private Path archive(int archive, String suffix) {
            return root.resolve("archives").resolve("%06d.%s".formatted(archive, suffix));
        }

        /// Files of [mathesis.corpus.dedup.DedupFolder].
        Path dedup() {
            return root.resolve("dedup");
        }

        Path domainTally(int range) {
            return root.resolve("ranges").resolve("%04d.domains.jsonl".formatted(range));
        }

        Path rangeTally(int range) {
            return root.resolve("ranges").resolve("%04d.tally.json".formatted(range));
        }

        Path scratch(String name) {
            return root.resolve("scratch").resolve(name);
        }

        public Path rank() {
            return root.resolve("rank.json");
        }

        public Path shards() {
            return root.resolve("shards");
        }

        /// URLs of the documents of a shard.
        Path kept(int shard) {
            return root.resolve("kept").resolve("%05d.urls".formatted(shard));
        }

        Path shardReport(int shard) {
            return root.resolve("kept").resolve("%05d.json".formatted(shard));
        }

        public Path manifest() {
            return shards().resolve(Manifest.FILE_NAME);
        }

        /// What the round did with its pages, for people.
        public Path funnel() {
            return root.resolve("funnel.tsv");
        }

        public Path contamination() {
            return root.resolve("contamination.json");
        }

        public Path domains() {
            return root.resolve("domains.tsv");
        }

        public Path annotations() {
            return root.resolve("annotations.tsv");
        }

        public Path end() {
            return root.resolve("round.json");
        }
    }
}
