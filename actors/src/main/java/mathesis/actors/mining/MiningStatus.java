package mathesis.actors.mining;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mathesis.actors.Settings;
import mathesis.corpus.rounds.ArchiveList;
import mathesis.corpus.rounds.ClassifierReport;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningJournal;
import mathesis.corpus.rounds.MiningPlan;
import mathesis.corpus.rounds.MiningPlan.Position;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.RoundEnd;
import mathesis.corpus.rounds.RunFacts;
import mathesis.corpus.rounds.TaskReport;

/// How a run stands, read from its folder: of one that is going on, was stopped, or is over.
///
/// @param folder   the run folder
/// @param running  whether a node leads it now
/// @param position where it stands
/// @param archives of the run
/// @param rounds   those that have begun, in order
/// @param live     what its leading node said last; empty before it said anything
public record MiningStatus(
        Path folder, boolean running, Position position, int archives, List<Round> rounds, Optional<MiningState> live) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public MiningStatus {
        rounds = List.copyOf(rounds);
    }

    /// @param steps      those of which a part is done, in order
    /// @param classifier how its training went; empty until it is over
    /// @param end        how it ended; empty while it has not
    public record Round(
            int number, List<StepStatus> steps, Optional<ClassifierReport> classifier, Optional<RoundEnd> end) {
        public Round {
            steps = List.copyOf(steps);
        }
    }

    /// @param done    parts that are done
    /// @param parts   of the step
    /// @param seconds that its tasks took together, on whatever thread
    /// @param figures sums over its tasks
    public record StepStatus(Step step, int done, int parts, double seconds, Map<String, Double> figures) {
        public StepStatus {
            figures = Map.copyOf(figures);
        }
    }

    /// Reads a run folder.
    ///
    /// @throws IOException when it holds no run or is damaged
    public static MiningStatus read(Path root) throws IOException {
        var folder = new MiningFolder(root.toAbsolutePath().normalize());
        if (!Files.exists(folder.settings())) {
            throw new IOException("folder " + root + " holds no mining run: there is no settings.conf");
        }
        var settings = Settings.load(Optional.of(folder.settings()), List.of());
        int archives = ArchiveList.read(folder.archives()).size();
        var facts = new RunFacts(folder, settings.mining(), archives);
        boolean running = MiningJournal.isHeld(folder.journal());
        var live = live(folder);
        var reports = MiningJournal.read(folder.journal());
        try {
            var plan =
                    new MiningPlan(facts, reports.stream().map(TaskReport::task).toList());
            return new MiningStatus(
                    folder.root(), running, plan.position(), archives, rounds(reports, folder, facts), live);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<MiningState> live(MiningFolder folder) throws IOException {
        return Files.exists(folder.live())
                ? Optional.of(JSON.readValue(Files.readAllBytes(folder.live()), MiningState.class))
                : Optional.empty();
    }

    private static List<Round> rounds(List<TaskReport> reports, MiningFolder folder, MiningPlan.Facts facts)
            throws IOException {
        var byRound = new TreeMap<Integer, TreeMap<Step, List<TaskReport>>>();
        for (var report : reports) {
            byRound.computeIfAbsent(report.task().round(), _ -> new TreeMap<>())
                    .computeIfAbsent(report.task().step(), _ -> new ArrayList<>())
                    .add(report);
        }
        var rounds = new ArrayList<Round>();
        for (var round : byRound.entrySet()) {
            int number = round.getKey();
            var steps = round.getValue();
            var statuses = steps.entrySet().stream()
                    .map(step -> status(step.getKey(), step.getValue(), facts.parts(number, step.getKey())))
                    .toList();
            rounds.add(new Round(
                    number,
                    statuses,
                    ClassifierReport.of(folder.round(number)),
                    steps.containsKey(Step.CLOSE) ? Optional.of(facts.end(number)) : Optional.empty()));
        }
        return rounds;
    }

    private static StepStatus status(Step step, List<TaskReport> reports, int parts) {
        var sums = new TreeMap<String, Double>();
        for (var report : reports) {
            report.figures().forEach((name, value) -> sums.merge(name, value, Double::sum));
        }
        sums.remove(TaskThreads.ENDED);
        double seconds = Optional.ofNullable(sums.remove(TaskThreads.SECONDS)).orElse(0.0);
        return new StepStatus(step, reports.size(), parts, seconds, sums);
    }

    /// A figure of a step of a round, summed over its tasks so far; 0 where there is none.
    public double figure(int round, Step step, String name) {
        return rounds.stream()
                .filter(one -> one.number() == round)
                .flatMap(one -> one.steps().stream())
                .filter(one -> one.step() == step)
                .mapToDouble(one -> one.figures().getOrDefault(name, 0.0))
                .sum();
    }
}
