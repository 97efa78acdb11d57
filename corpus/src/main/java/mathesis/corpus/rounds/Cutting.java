package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.rounds.Rank.Cut;
import mathesis.corpus.rounds.Rank.Shard;

/// Ranks a round's candidates that are no duplicates, cuts at the token budget, and divides what is kept into shards.
final class Cutting {
    private final MiningFolder.Round round;
    private final MiningConfig config;
    private final int archives;

    Cutting(MiningFolder.Round round, MiningConfig config, int archives) {
        this.round = round;
        this.config = config;
        this.archives = archives;
    }

    TaskReport cut(MiningTask task, TaskRunner.Progress progress) throws IOException {
        var survivors = new RoundDedup(round, config).survivors();
        var cut = Ranking.cut(
                visitor -> {
                    for (int archive = 0; archive < archives; archive++) {
                        progress.at(archive / (double) archives, "ranking archive " + archive);
                        survivors.of(archive).forEach(visitor);
                    }
                },
                config.tokenBudget());
        var rank = divide(survivors, cut);
        JsonFile.write(round.rank(), rank);
        return new TaskReport(
                task,
                Map.of(
                        "documents", (double) rank.documents(),
                        "tokens", (double) rank.tokens(),
                        "cut-score", (double) cut.score(),
                        "shards", (double) rank.shards().size()));
    }

    /// A shard ends with the archive that brings it to its target size.
    private Rank divide(Survivors survivors, Cut cut) throws IOException {
        var shards = new ArrayList<Shard>();
        long documents = 0;
        long tokens = 0;
        long bytes = 0;
        int from = 0;
        for (int archive = 0; archive < archives; archive++) {
            var candidates = survivors.of(archive);
            var kept = candidates.kept(cut);
            for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
                tokens += candidates.candidates().get(i).tokens();
                bytes += candidates.candidates().get(i).textBytes();
            }
            documents += kept.cardinality();
            if (bytes >= config.shards().targetBytes() || archive == archives - 1) {
                shards.add(new Shard(from, archive + 1));
                from = archive + 1;
                bytes = 0;
            }
        }
        return new Rank(cut, documents, tokens, shards);
    }
}
