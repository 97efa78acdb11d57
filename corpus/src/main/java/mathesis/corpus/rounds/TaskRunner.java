package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.decontaminate.Benchmarks;
import mathesis.corpus.decontaminate.NgramOverlap;
import mathesis.corpus.scan.FirstPass;

/// Does tasks of a run. Several threads may use one runner, each for a task of its own; what a task needs of the run
/// lies in its folder, so any node may do any task, and do it again.
public final class TaskRunner {
    /// Told now and then how far a task has come, by the thread that does it.
    public interface Progress {
        /// @param share of the task, in [0, 1]
        /// @param what  for people
        void at(double share, String what);
    }

    /// Pages with less scanned text have none to judge.
    private static final int LEAST_TEXT_BYTES = 16;

    private final MiningFolder folder;
    private final MiningConfig config;
    private final TokenCounter counter;
    private final Executor trainingThreads;
    private final ArchiveList archives;
    private Optional<JudgesOf> judges = Optional.empty();

    private record JudgesOf(int round, RoundJudges judges) {}

    /// @param counter         counts the tokens of a document
    /// @param trainingThreads where the classifier is trained, `classifier.threads` at a time
    /// @throws IOException    when the run's list of archives cannot be read
    public TaskRunner(MiningFolder folder, MiningConfig config, TokenCounter counter, Executor trainingThreads)
            throws IOException {
        this.folder = folder;
        this.config = config;
        this.counter = counter;
        this.trainingThreads = trainingThreads;
        this.archives = ArchiveList.read(folder.archives());
    }

    /// Does a task to its end. Interrupting the thread ends the training of a classifier early, with an exception.
    ///
    /// @throws IOException when a file of the run or an archive cannot be read or written; names it
    public TaskReport run(MiningTask task, Progress progress) throws IOException {
        var round = folder.round(task.round());
        return switch (task.step()) {
            case SAMPLE -> new SeedSampling(folder, config, archives).sample(task, progress);
            case TRAIN -> new ClassifierTraining(round, config, seed(), trainingThreads).train(task, progress);
            case MINE -> mine(task, progress);
            case DEDUPLICATE -> deduplicate(task);
            case RANK -> new Cutting(round, config, archives.size()).cut(task, progress);
            case WRITE -> new ShardWriting(round, config).write(task, progress);
            case TALLY -> new DomainTallying(folder, config, archives.size()).tally(task, progress);
            case CLOSE -> new RoundClosing(folder, config, archives.size()).close(task);
        };
    }

    private SeedPages seed() {
        return new SeedPages(folder, config, archives.size());
    }

    private TaskReport mine(MiningTask task, Progress progress) throws IOException {
        var round = folder.round(task.round());
        try (var mining = new ArchiveMining(round, task.part(), config, judges(task.round()), counter)) {
            var report = mining.mine(archives.get(task.part()), progress);
            return new TaskReport(
                    task,
                    Map.of(
                            "records", (double) report.funnel().read(),
                            "pages", (double) report.pages(),
                            "html-bytes", (double) report.htmlBytes(),
                            "candidates", (double) report.funnel().kept(),
                            "tokens", (double) report.tokens(),
                            "cpu-seconds", report.cpuSeconds()));
        }
    }

    private TaskReport deduplicate(MiningTask task) throws IOException {
        var report = new RoundDedup(folder.round(task.round()), config).resolve(task.part(), archives.size());
        return new TaskReport(
                task,
                Map.of(
                        "groups", (double) report.groups(),
                        "compared", (double) report.compared(),
                        "full-groups", (double) report.fullGroups()));
    }

    /// Those of the newest round that was asked for; a second thread waits for the first to have read them.
    private synchronized RoundJudges judges(int round) throws IOException {
        if (judges.filter(kept -> kept.round == round).isEmpty()) {
            judges = Optional.of(new JudgesOf(round, read(folder.round(round))));
        }
        return judges.get().judges;
    }

    private RoundJudges read(MiningFolder.Round round) throws IOException {
        var report = JsonFile.read(round.classifierReport(), ClassifierReport.class);
        return new RoundJudges(
                Scorer.collapse(round.classifier(), ClassifierTraining.MATHS),
                new FirstPass(LEAST_TEXT_BYTES, report.firstPass()),
                benchmarks());
    }

    private Optional<NgramOverlap> benchmarks() throws IOException {
        var files = config.decontamination().benchmarks();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var texts = Benchmarks.read(
                files.stream().map(Path::of).toList(), config.decontamination().fields());
        return Optional.of(new NgramOverlap(texts, config.decontamination().ignored()));
    }
}
