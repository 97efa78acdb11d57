package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.dedup.UrlHash;
import mathesis.corpus.domain.Domain;
import mathesis.corpus.domain.DomainFiles;
import mathesis.corpus.domain.DomainTally;

/// Counts, for the domains of one hash range of which something was kept, the pages of the crawl and those kept, each
/// URL once; and how many of the documents kept the round before kept too.
///
/// Memory: a hash for each page of such domains in the range; more `dedup.ranges` make a range smaller.
final class DomainTallying {
    /// What a range came to besides its domains.
    ///
    /// @param kept  documents
    /// @param known of them, kept by the round before
    record RangeTally(long kept, long known) {}

    private final MiningFolder folder;
    private final MiningConfig config;
    private final int archives;

    DomainTallying(MiningFolder folder, MiningConfig config, int archives) {
        this.folder = folder;
        this.config = config;
        this.archives = archives;
    }

    TaskReport tally(MiningTask task, TaskRunner.Progress progress) throws IOException {
        int range = task.part();
        var round = folder.round(task.round());
        var kept = new HashMap<Long, String>();
        forEachKept(task.round(), range, url -> kept.put(UrlHash.of(url), url));
        var tally = tally(round, range, kept, progress);
        DomainFiles.write(round.domainTally(range), tally.counts());
        long known = task.round() == 1 ? 0 : known(task.round() - 1, range, kept.keySet());
        JsonFile.write(round.rangeTally(range), new RangeTally(kept.size(), known));
        return new TaskReport(
                task,
                Map.of(
                        "kept", (double) kept.size(),
                        "known", (double) known,
                        "domains", (double) tally.counts().size()));
    }

    private DomainTally tally(
            MiningFolder.Round round, int range, Map<Long, String> kept, TaskRunner.Progress progress)
            throws IOException {
        var domains = new HashSet<String>();
        kept.values().forEach(url -> Domain.of(url).ifPresent(domains::add));
        var tally = new DomainTally(Math.max(1, domains.size()));
        var seen = new HashSet<Long>();
        for (int archive = 0; archive < archives; archive++) {
            progress.at(archive / (double) archives, "URLs of archive " + archive);
            for (var url : UrlSections.read(round.urls(archive), range)) {
                if (Domain.of(url).filter(domains::contains).isPresent()) {
                    long hash = UrlHash.of(url);
                    if (seen.add(hash)) {
                        tally.add(url, kept.containsKey(hash));
                    }
                }
            }
        }
        return tally;
    }

    private long known(int before, int range, Set<Long> kept) throws IOException {
        var known = new HashSet<Long>();
        forEachKept(before, range, url -> {
            long hash = UrlHash.of(url);
            if (kept.contains(hash)) {
                known.add(hash);
            }
        });
        return known.size();
    }

    private void forEachKept(int number, int range, Consumer<String> consumer) throws IOException {
        var round = folder.round(number);
        int shards = JsonFile.read(round.rank(), Rank.class).shards().size();
        for (int shard = 0; shard < shards; shard++) {
            List<String> urls = UrlSections.read(round.kept(shard), range);
            urls.forEach(consumer);
        }
    }
}
