package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict;
import mathesis.corpus.text.ExtractedText;
import mathesis.corpus.warc.ArchiveReader;

/// Draws the pages of an archive that the classifier learns from (DeepSeekMath section 2.1): as mathematics those
/// under the seed's URL rules, in later rounds those under newly annotated paths that the round before did not keep;
/// as its opposite, in the first round, random pages.
///
/// Random pages are those of the smallest [Priority], an equal number from each archive: the same ones whoever draws
/// them.
final class SeedSampling {
    private final MiningFolder folder;
    private final MiningConfig config;
    private final ArchiveList archives;

    SeedSampling(MiningFolder folder, MiningConfig config, ArchiveList archives) {
        this.folder = folder;
        this.config = config;
        this.archives = archives;
    }

    TaskReport sample(MiningTask task, TaskRunner.Progress progress) throws IOException {
        var rules = new RoundSeed(folder, config).newUrls(task.round());
        int negatives = task.round() == 1 ? negativesOfAnArchive() : 0;
        try (var sample = new SampledPages(folder.round(task.round()).sample(task.part()))) {
            if (negatives > 0 || mayMatch(rules, task)) {
                var drawing = new Drawing(rules, known(task), new RandomPages(negatives), sample);
                drawing.read(archives.get(task.part()), progress);
                sample.commit();
                return new TaskReport(
                        task, Map.of("mathematics", (double) drawing.maths, "random", (double) drawing.random.size()));
            }
            sample.commit();
            return TaskReport.of(task);
        }
    }

    private int negativesOfAnArchive() {
        return Math.ceilDiv(config.seed().negatives(), archives.size());
    }

    /// Whether the archive has a page under the rules: its URLs are known since the round before.
    private boolean mayMatch(Predicate<String> rules, MiningTask task) throws IOException {
        var urls = folder.round(task.round() - 1).urls(task.part());
        for (int range = 0; range < config.dedup().ranges(); range++) {
            if (UrlSections.read(urls, range).stream().anyMatch(rules)) {
                return true;
            }
        }
        return false;
    }

    /// Records of the archive that the round before kept.
    private BitSet known(MiningTask task) throws IOException {
        if (task.round() == 1) {
            return new BitSet();
        }
        var before = folder.round(task.round() - 1);
        var cut = JsonFile.read(before.rank(), Rank.class).cut();
        return new RoundDedup(before, config).survivors().of(task.part()).keptRecords(cut);
    }

    /// Goes through one archive.
    private final class Drawing {
        private final Predicate<String> rules;
        private final BitSet known;
        private final RandomPages random;
        private final SampledPages sample;
        private final PageReader reader = new PageReader();
        private long maths;

        Drawing(Predicate<String> rules, BitSet known, RandomPages random, SampledPages sample) {
            this.rules = rules;
            this.known = known;
            this.random = random;
            this.sample = sample;
        }

        void read(ArchiveList.Archive archive, TaskRunner.Progress progress) throws IOException {
            var pace = new ArchivePace(archive, progress);
            try (var in = ArchiveReader.open(archive.file(), archive.name(), RoundSettings.ARCHIVE_LIMITS)) {
                for (var page = in.next(); page.isPresent(); page = in.next()) {
                    pace.at(page.get());
                    draw(page.get());
                }
            }
            for (var page : random.pages()) {
                sample.add(page);
            }
        }

        private void draw(Page page) throws IOException {
            if (rules.test(page.url())) {
                var read = known.get(page.source().record()) ? Optional.<SampledPage>empty() : sampled(page, true);
                if (read.isPresent()) {
                    maths++;
                    sample.add(read.get());
                }
                return;
            }
            long priority = Priority.hash(page.url(), config.seed().key());
            if (random.takes(priority)) {
                sampled(page, false).ifPresent(read -> random.add(priority, read));
            }
        }

        private Optional<SampledPage> sampled(Page page, boolean isMaths) {
            if (!reader.firstPass(page)) {
                return Optional.empty();
            }
            var scan = new String(reader.line(), 0, reader.length(), StandardCharsets.UTF_8);
            return reader.careful(page) instanceof Verdict.Kept<?>(ExtractedText extracted)
                            && !extracted.text().isBlank()
                    ? Optional.of(new SampledPage(page.url(), isMaths, extracted.text(), scan))
                    : Optional.empty();
        }
    }

    /// The pages of the smallest priorities so far.
    private static final class RandomPages {
        private final int most;
        private final TreeMap<Long, SampledPage> byPriority = new TreeMap<>();

        RandomPages(int most) {
            this.most = most;
        }

        boolean takes(long priority) {
            return byPriority.size() < most || (most > 0 && priority < byPriority.lastKey());
        }

        void add(long priority, SampledPage page) {
            byPriority.put(priority, page);
            if (byPriority.size() > most) {
                byPriority.pollLastEntry();
            }
        }

        int size() {
            return byPriority.size();
        }

        Iterable<SampledPage> pages() {
            return byPriority.values();
        }
    }
}
