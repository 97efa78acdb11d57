package mathesis.actors.rl;

import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.actors.node.RunEnd;
import mathesis.actors.node.RunFailedException;
import mathesis.actors.node.RunLogFile;
import mathesis.actors.node.WholeFile;
import mathesis.engine.PretrainedModel;
import mathesis.engine.checkpoint.DType;
import mathesis.engine.checkpoint.HuggingFaceModel;
import mathesis.rollout.Problem;

/// Runs the ring on this machine: from a model and questions to a better model.
public final class RlRun {
    private RlRun() {}

    /// What a new run starts from.
    ///
    /// @param settings every setting; `settings.run().dir()` is not looked at
    /// @param model    folder of the start model in Hugging Face format; also the reference policy
    /// @param problems to train on, at least one
    /// @param heldOut  to measure with; empty measures nothing
    /// @param folder   the run folder: new or empty
    public record Start(Settings settings, Path model, List<Problem> problems, List<Problem> heldOut, Path folder) {
        public Start {
            problems = List.copyOf(problems);
            heldOut = List.copyOf(heldOut);
        }
    }

    /// Does a whole run and returns when it is over.
    ///
    /// @throws IOException        the model cannot be read, or the run folder is not empty, is in use, or cannot be
    ///                            written
    /// @throws RunFailedException the run ended before its last step
    /// @throws mathesis.actors.SettingsException a setting does not suit the model
    public static RunSummary start(Start start, RlListener listener) throws IOException {
        try (var folder = RunFolder.create(start.folder)) {
            fill(folder, start);
            return run(folder, start.settings, listener);
        }
    }

    /// Goes on with a run from its newest whole checkpoint and its journal, to the last step that its settings name.
    ///
    /// @param overrides settings to change, as in [Settings#load]; `run.steps` prolongs a run
    /// @throws IOException        the folder holds no run, is in use, or cannot be read or written
    /// @throws RunFailedException the run ended before its last step
    /// @throws SettingsException  a setting is wrong, or one that a run cannot change on its way
    public static RunSummary resume(Path folder, List<String> overrides, RlListener listener) throws IOException {
        try (var held = RunFolder.open(folder)) {
            var before = Settings.load(Optional.of(held.settings()), List.of());
            var settings = Settings.load(Optional.of(held.settings()), overrides);
            requireSame("seed", before.seed(), settings.seed());
            requireSame(
                    "grpo.group-size",
                    before.grpo().groupSize(),
                    settings.grpo().groupSize());
            requireSame(
                    "grpo.groups-per-step",
                    before.grpo().groupsPerStep(),
                    settings.grpo().groupsPerStep());
            WholeFile.write(held.settings(), render(settings));
            return run(held, settings, listener);
        }
    }

    private static void requireSame(String setting, long before, long now) {
        if (before != now) {
            throw new SettingsException(
                    "mathesis." + setting + " is " + now + "; the run began with " + before + " and cannot change it");
        }
    }

    /// Writes what the run starts from, the settings last: with them the folder holds a run.
    private static void fill(RunFolder folder, Start start) throws IOException {
        deleteLeftovers(folder.initial());
        try (var model = PretrainedModel.load(start.model)) {
            new PromptWriter(start.settings.prompt(), model.tokenizer());
            StopTokens.params(start.settings.sampling(), model);
            HuggingFaceModel.save(model, folder.initial(), DType.F32);
        }
        ProblemsFile.write(folder.problems(), start.problems);
        if (!start.heldOut.isEmpty()) {
            ProblemsFile.write(folder.heldOut(), start.heldOut);
        }
        WholeFile.write(folder.settings(), render(start.settings));
    }

    /// A run that was killed before it began may have left its model.
    private static void deleteLeftovers(Path initial) throws IOException {
        if (Files.exists(initial)) {
            try (var files = Files.walk(initial)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String render(Settings settings) {
        return settings.resolved()
                .root()
                .render(ConfigRenderOptions.defaults()
                        .setOriginComments(false)
                        .setComments(false)
                        .setJson(false));
    }

    private static RunSummary run(RunFolder folder, Settings settings, RlListener listener) throws IOException {
        Files.createDirectories(folder.log().getParent());
        var timeline = new Timeline(System::nanoTime);
        var end = new RunEnd<RunSummary>();
        try (var _ = new RunLogFile(folder.log())) {
            var training = new PolicyTraining(folder, settings, timeline);
            var controller = RunController.create(controllerParts(folder, settings, listener, training, timeline, end));
            var lead = new RlNode.Lead(training, folder, controller);
            try (var _ = new RlNode(settings, training.model(), folder.outbox(), Optional.of(lead), timeline, end)) {
                return end.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailedException("interrupted", e);
        }
    }

    private static RunController.Parts controllerParts(
            RunFolder folder,
            Settings settings,
            RlListener listener,
            PolicyTraining training,
            Timeline timeline,
            RunEnd<RunSummary> end)
            throws IOException {
        long doneSteps = training.doneSteps();
        var ledger = new RunLedger(folder, settings, doneSteps, listener);
        var grpo = settings.grpo();
        var order = new DealOrder(
                ProblemsFile.read(folder.problems()), settings.seed(), grpo.groupSize(), grpo.groupsPerStep());
        return new RunController.Parts(
                settings,
                order,
                doneSteps,
                ledger.hasEvaluated(doneSteps),
                heldOut(folder, settings),
                ledger,
                timeline,
                end,
                System::nanoTime);
    }

    private static Optional<Evaluator.Plan> heldOut(RunFolder folder, Settings settings) throws IOException {
        var evaluation = settings.evaluation();
        var problems = ProblemsFile.read(folder.heldOut());
        int count = evaluation.problems() == 0 ? problems.size() : Math.min(problems.size(), evaluation.problems());
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new Evaluator.Plan(
                        problems.subList(0, count),
                        evaluation.batch(),
                        settings.rollout().attempts(),
                        settings.deadlines().evaluate()));
    }
}
