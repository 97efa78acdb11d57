package mathesis.corpus.rounds;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mathesis.corpus.Document;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.decontaminate.ContaminationReport;
import mathesis.corpus.dedup.KeyFileWriter;
import mathesis.corpus.domain.Domain;
import mathesis.corpus.rounds.CandidateTable.Candidate;
import mathesis.corpus.shard.DocumentFile;
import mathesis.corpus.warc.ArchiveReader;

/// Mines one archive: every page is judged, what passes becomes a candidate, everything else is counted.
final class ArchiveMining implements AutoCloseable {
    private final MiningFolder.Round round;
    private final int archive;
    private final PageSieve sieve;
    private final ContaminationReport contamination = new ContaminationReport();
    private final DocumentFile.Writer texts;
    private final KeyFileWriter keys;
    private final UrlSections urls;
    private final List<Candidate> table = new ArrayList<>();
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private long htmlBytes;
    private long tokens;

    ArchiveMining(
            MiningFolder.Round round, int archive, MiningConfig config, RoundJudges judges, TokenCounter counter)
            throws IOException {
        this.round = round;
        this.archive = archive;
        this.sieve = new PageSieve(config.text(), judges, counter, contamination);
        this.urls = new UrlSections(config.dedup().ranges());
        this.texts = new DocumentFile.Writer(round.candidates(archive));
        this.keys = new RoundDedup(round, config).keys(archive);
    }

    /// Reads the archive to its end; its files are there afterwards.
    ArchiveReport mine(ArchiveList.Archive file, TaskRunner.Progress progress) throws IOException {
        long begin = cpuNanos();
        var pace = new ArchivePace(file, progress);
        try (var in = ArchiveReader.open(file.file(), file.name(), RoundSettings.ARCHIVE_LIMITS)) {
            for (var page = in.next(); page.isPresent(); page = in.next()) {
                pace.at(page.get());
                take(page.get());
            }
            var report = report(file.name(), in, pace.pages(), (cpuNanos() - begin) / 1e9);
            commit(report);
            return report;
        }
    }

    private void take(Page page) throws IOException {
        htmlBytes += page.body().length;
        Domain.of(page.url()).ifPresent(domain -> urls.add(domain, page.url()));
        switch (sieve.judge(page)) {
            case Kept<Document>(var document) -> keep(document);
            case Dropped<Document>(var reason) -> dropped.merge(reason, 1L, Long::sum);
        }
    }

    private void keep(Document document) throws IOException {
        int bytes = texts.add(document);
        keys.add(document.url(), document.text(), document.score());
        table.add(new Candidate(
                document.score(), document.tokens(), bytes, document.source().record()));
        tokens += document.tokens();
    }

    private ArchiveReport report(String name, ArchiveReader in, long pages, double cpuSeconds) {
        var damage = in.damage().entrySet().stream()
                .collect(Collectors.toMap(kind -> kind.getKey().name(), Map.Entry::getValue));
        var unread = new Funnel(0, in.funnel().dropped());
        var funnel = new Funnel(table.size(), dropped).plus(unread);
        return new ArchiveReport(name, funnel, damage, pages, htmlBytes, tokens, cpuSeconds);
    }

    private void commit(ArchiveReport report) throws IOException {
        texts.commit();
        keys.commit();
        CandidateTable.write(round.table(archive), table);
        urls.write(round.urls(archive));
        JsonFile.write(round.contamination(archive), contamination.json(RoundSettings.COMMON_NGRAM_PAGES));
        JsonFile.write(round.archiveReport(archive), report);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Override
    public void close() throws IOException {
        try (texts) {
            keys.close();
        }
    }
}
