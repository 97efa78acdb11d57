package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Document;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.domain.Domain;
import mathesis.corpus.rounds.Survivors.OfArchive;
import mathesis.corpus.shard.ShardReader;
import mathesis.corpus.shard.ShardWriter;

/// Writes one shard: of its archives the candidates that are no duplicates and rank above the cut.
final class ShardWriting {
    private final MiningFolder.Round round;
    private final MiningConfig config;

    ShardWriting(MiningFolder.Round round, MiningConfig config) {
        this.round = round;
        this.config = config;
    }

    TaskReport write(MiningTask task, TaskRunner.Progress progress) throws IOException {
        var rank = JsonFile.read(round.rank(), Rank.class);
        var shard = rank.shards().get(task.part());
        var survivors = new RoundDedup(round, config).survivors();
        var urls = new UrlSections(config.dedup().ranges());
        var funnels = new TreeMap<String, Funnel>();
        try (var writers = new Writers(task.part())) {
            for (int archive = shard.from(); archive < shard.to(); archive++) {
                progress.at((archive - shard.from()) / (double) (shard.to() - shard.from()), "archive " + archive);
                var candidates = survivors.of(archive);
                var kept = candidates.kept(rank.cut());
                copy(archive, kept, writers, urls);
                var mined = JsonFile.read(round.archiveReport(archive), ArchiveReport.class);
                funnels.merge(mined.archive(), sifted(mined.funnel(), candidates, kept), Funnel::plus);
            }
            urls.write(round.kept(task.part()));
            JsonFile.write(round.shardReport(task.part()), new ShardReport(writers.commit(), funnels));
            return new TaskReport(
                    task, Map.of("documents", (double) writers.documents, "tokens", (double) writers.tokens));
        }
    }

    private void copy(int archive, BitSet kept, Writers writers, UrlSections urls) throws IOException {
        try (var in = ShardReader.open(round.candidates(archive))) {
            int index = 0;
            for (var document = in.next(); document.isPresent(); document = in.next()) {
                if (kept.get(index++)) {
                    var url = document.get().url();
                    writers.add(document.get());
                    Domain.of(url).ifPresent(domain -> urls.add(domain, url));
                }
            }
        }
    }

    private static Funnel sifted(Funnel mined, OfArchive candidates, BitSet kept) {
        var funnel = mined;
        for (var drop : candidates.drops()) {
            funnel = funnel.thenDropped(drop.reason(), 1);
        }
        return funnel.thenDropped(DropReason.BUDGET, funnel.kept() - kept.cardinality());
    }

    /// The shard in each format that the run writes.
    private final class Writers implements AutoCloseable {
        private final List<ShardWriter> writers = new ArrayList<>();
        private long documents;
        private long tokens;

        Writers(int shard) throws IOException {
            var name = "part-%05d".formatted(shard);
            writers.add(ShardWriter.create(round.shards().resolve(name + ".jsonl.zst")));
            if (config.shards().parquet()) {
                writers.add(ShardWriter.create(round.shards().resolve(name + ".parquet")));
            }
        }

        void add(Document document) throws IOException {
            for (var writer : writers) {
                writer.add(document);
            }
            documents++;
            tokens += document.tokens();
        }

        List<CorpusShard> commit() throws IOException {
            var files = new ArrayList<CorpusShard>();
            for (var writer : writers) {
                files.add(writer.commit());
            }
            return files;
        }

        @Override
        public void close() throws IOException {
            for (var writer : writers) {
                writer.close();
            }
        }
    }
}
