package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Funnel;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.decontaminate.ContaminationReport;
import mathesis.corpus.rounds.DomainTallying.RangeTally;
import mathesis.corpus.shard.Manifest;

/// Ends a round: lists domains for annotation, joins the reports of its parts, and decides whether another follows.
final class RoundClosing {
    private final MiningFolder folder;
    private final MiningConfig config;
    private final int archives;

    RoundClosing(MiningFolder folder, MiningConfig config, int archives) {
        this.folder = folder;
        this.config = config;
        this.archives = archives;
    }

    TaskReport close(MiningTask task) throws IOException {
        var round = folder.round(task.round());
        var rank = JsonFile.read(round.rank(), Rank.class);
        var domains = new RoundSeed(folder, config).listed(task.round());
        domains.write(round.domains());
        contamination(round);
        manifest(round, rank);
        var tally = tally(round);
        double knownShare = tally.kept() == 0 ? 0 : tally.known() / (double) tally.kept();
        var end = new RoundEnd(
                rank.documents(), rank.tokens(), knownShare, domains.listed().size(), next(task.round(), knownShare));
        JsonFile.write(round.end(), end);
        return new TaskReport(
                task,
                Map.of(
                        "documents", (double) end.documents(),
                        "tokens", (double) end.tokens(),
                        "known-share", end.knownShare(),
                        "domains-listed", (double) end.listed()));
    }

    private RoundEnd.Next next(int round, double knownShare) {
        if (knownShare >= config.stopWhenKnown()) {
            return RoundEnd.Next.STOP_KNOWN;
        }
        return round >= config.maxRounds() ? RoundEnd.Next.STOP_LAST : RoundEnd.Next.ROUND;
    }

    private RangeTally tally(MiningFolder.Round round) throws IOException {
        long kept = 0;
        long known = 0;
        for (int range = 0; range < config.dedup().ranges(); range++) {
            var tally = JsonFile.read(round.rangeTally(range), RangeTally.class);
            kept += tally.kept();
            known += tally.known();
        }
        return new RangeTally(kept, known);
    }

    private void contamination(MiningFolder.Round round) throws IOException {
        var all = new ContaminationReport();
        for (int archive = 0; archive < archives; archive++) {
            all.add(ContaminationReport.read(round.contamination(archive)));
        }
        JsonFile.write(round.contamination(), all.json(RoundSettings.COMMON_NGRAM_PAGES));
    }

    private void manifest(MiningFolder.Round round, Rank rank) throws IOException {
        var funnels = new TreeMap<String, Funnel>();
        var files = new ArrayList<CorpusShard>();
        for (int shard = 0; shard < rank.shards().size(); shard++) {
            var report = JsonFile.read(round.shardReport(shard), ShardReport.class);
            report.funnels().forEach((archive, funnel) -> funnels.merge(archive, funnel, Funnel::plus));
            files.addAll(report.files());
        }
        var sha256 =
                JsonFile.read(round.classifierReport(), ClassifierReport.class).sha256();
        Manifest.of(RunSettings.of(config), sha256, rank.cut().score(), files, funnels)
                .write(round.shards());
        FunnelTable.write(round.funnel(), funnels);
    }
}
