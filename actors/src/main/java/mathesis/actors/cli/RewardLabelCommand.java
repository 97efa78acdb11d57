package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import mathesis.engine.PolicyVersion;
import mathesis.engine.Tokenizer;
import mathesis.reward.Grade;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.answer.AnswerGrader;
import mathesis.reward.model.StepLabels;
import mathesis.reward.model.StepLabels.Estimation;
import mathesis.reward.model.Supervision;
import mathesis.rollout.Completion;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.SamplingParams;
import mathesis.rollout.problems.DefectPolicy;
import mathesis.rollout.problems.ProblemSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis reward-model label`: what reward models learn from, made by the policy itself.
@Command(
        name = "label",
        description = {
            "Sample solutions and label them by their answers, and their steps by what becomes of them (Math-Shepherd).",
            "Reads {\"id\",\"question\",\"answer\"} and writes {\"id\",\"question\",\"solution\",\"steps\",\"labels\","
                    + "\"outcome\",\"gold\"}: for each step the share of --continuations samples from its end that reach"
                    + " the answer (for the last step, whether the solution itself does). With --kind outcome no steps."
                    + " Solutions of the same text are written once.",
            "Whole problems are appended; the same command run again goes on where it stopped."
        })
final class RewardLabelCommand implements Callable<Integer> {
    /// Problems that are sampled together; enough to fill the sampler, few enough to lose little.
    private static final int PROBLEMS_PER_ROUND = 16;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "X.jsonl",
            converter = PathConverters.ExistingFile.class,
            description = "Problems, one JSON object a line; .gz is unpacked.")
    private Path input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "Appended to.")
    private Path output;

    @Mixin
    private RewardDataOptions data;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            converter = NumberConverters.NotNegative.class,
            description = "Take the first N problems; 0 takes all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--samples",
            paramLabel = "G",
            defaultValue = "15",
            converter = NumberConverters.Positive.class,
            description = "Solutions a problem (default: ${DEFAULT-VALUE}, as Math-Shepherd).")
    private int samples;

    @Option(
            names = "--continuations",
            paramLabel = "N",
            defaultValue = "8",
            converter = NumberConverters.Positive.class,
            description = "Continuations from the end of each step (default: ${DEFAULT-VALUE}, as Math-Shepherd).")
    private int continuations;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            converter = NumberConverters.Temperature.class,
            description = "Of both (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Mixin
    private SamplingOptions sampling;

    private final AnswerGrader grader = new AnswerGrader();
    private int ungraded;
    private int unlabelled;

    /// A solution on its way to a row.
    private record Draft(Problem problem, int[] prompt, int sample, Completion completion, boolean right, int[] ends) {
        /// The prompt of the continuations from the end of a step.
        int[] prefix(int step) {
            int[] prefix = java.util.Arrays.copyOf(prompt, prompt.length + ends[step] + 1);
            System.arraycopy(completion.tokens(), 0, prefix, prompt.length, ends[step] + 1);
            return prefix;
        }

        String id() {
            return problem.id() + "/" + sample;
        }
    }

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        var problems = ProblemSet.read(input, new DefectPolicy.Stop()).problems();
        var wanted = limit == 0 ? problems : problems.subList(0, Math.min(limit, problems.size()));
        try (var model = modelOptions.load();
                var policy = modelOptions.transformer(model);
                var file = AppendedRows.open(output, "problem", settings())) {
            var done = file.done();
            var left = wanted.stream()
                    .filter(problem -> !done.contains(problem.id()))
                    .toList();
            if (!done.isEmpty()) {
                err.println("mathesis: going on after " + done.size() + " problems of " + output);
            }
            var sampler = new ParallelSampler(model, policy, modelOptions.threads);
            var params = sampling.params(temperature, model);
            var progress = Progress.of(err, "labelling problems", left.size());
            for (int from = 0; from < left.size(); from += PROBLEMS_PER_ROUND) {
                var round = left.subList(from, Math.min(left.size(), from + PROBLEMS_PER_ROUND));
                label(round, model.tokenizer(), sampler, params, file);
                round.forEach(_ -> progress.advance());
            }
            progress.finish();
            report(wanted.size(), file);
        }
        return CommandLines.DONE;
    }

    /// What decides on the rows; a file is only ever continued by the same.
    private String settings() {
        return String.join(
                " ",
                "model=" + modelOptions.path.toAbsolutePath().normalize(),
                "weights=" + ModelOptions.name(modelOptions.weights),
                "kind=" + data.kind,
                "template=" + data.template(),
                "delimiter=" + data.splitter().delimiter(),
                "samples=" + samples,
                "continuations=" + continuations,
                "temperature=" + temperature,
                "top-k=" + sampling.topK,
                "top-p=" + sampling.topP,
                "max-new-tokens=" + sampling.maxNewTokens,
                "no-stop=" + sampling.noStop,
                "seed=" + sampling.seed);
    }

    private void label(
            List<Problem> problems,
            Tokenizer tokenizer,
            ParallelSampler sampler,
            SamplingParams params,
            AppendedRows file)
            throws IOException {
        var drafts = new LinkedHashMap<Problem, List<Draft>>();
        var requests = problems.stream()
                .map(problem -> request(problem.id(), problem, data.prompt(tokenizer, problem.question()), samples))
                .toList();
        sampler.sample(requests, params, sampling.seed, group -> drafts.put(group.problem(), drafts(group, tokenizer)));
        var continued = data.kind == Supervision.PROCESS
                ? continuations(drafts, tokenizer, sampler, params)
                : List.<StepLabels>of().iterator();
        for (var problem : problems) {
            var rows = new ArrayList<ObjectNode>();
            for (var draft : drafts.get(problem)) {
                rows.add(row(draft, tokenizer, continued));
            }
            file.append(problem.id(), rows);
        }
    }

    private List<Draft> drafts(Group group, Tokenizer tokenizer) {
        var drafts = new ArrayList<Draft>();
        var texts = new LinkedHashSet<String>();
        for (int i = 0; i < group.completions().size(); i++) {
            var completion = group.completions().get(i);
            var grade = grader.grade(group.problem().answer(), completion.text());
            if (!(grade instanceof OutcomeGrade outcome)) {
                ungraded++;
            } else if (!completion.text().isBlank() && texts.add(completion.text())) {
                int[] ends = data.splitter().ends(tokenizer, completion.tokens());
                drafts.add(new Draft(group.problem(), group.promptTokens(), i, completion, outcome.correct(), ends));
            }
        }
        return drafts;
    }

    /// The labels of all steps but the last of all drafts, in their order.
    private Iterator<StepLabels> continuations(
            LinkedHashMap<Problem, List<Draft>> drafts,
            Tokenizer tokenizer,
            ParallelSampler sampler,
            SamplingParams params)
            throws IOException {
        var requests = new ArrayList<SampleRequest>();
        for (var ofProblem : drafts.values()) {
            for (var draft : ofProblem) {
                for (int step = 0; step + 1 < draft.ends().length; step++) {
                    String id = draft.id() + "/" + step; // keys the draws
                    var problem = new Problem(
                            id, draft.problem().question(), draft.problem().answer());
                    requests.add(request(id, problem, draft.prefix(step), continuations));
                }
            }
        }
        var labels = new ArrayList<StepLabels>();
        sampler.sample(requests, params, sampling.seed, group -> labels.add(labels(group, tokenizer)));
        return labels.iterator();
    }

    /// What is graded is the solution as a whole, of which the sampler's prompt holds the beginning.
    private StepLabels labels(Group group, Tokenizer tokenizer) {
        int prompt = data.prompt(tokenizer, group.problem().question()).length;
        int[] begun = java.util.Arrays.copyOfRange(group.promptTokens(), prompt, group.promptTokens().length);
        var grades = new ArrayList<Grade>();
        for (var completion : group.completions()) {
            int[] whole = java.util.Arrays.copyOf(begun, begun.length + completion.tokens().length);
            System.arraycopy(completion.tokens(), 0, whole, begun.length, completion.tokens().length);
            grades.add(grader.grade(group.problem().answer(), tokenizer.decode(whole, true)));
        }
        return StepLabels.of(grades);
    }

    private ObjectNode row(Draft draft, Tokenizer tokenizer, Iterator<StepLabels> continued) {
        var row = JsonLinesWriter.answer(draft.id());
        row.put("problem", draft.problem().id());
        row.put("question", draft.problem().question());
        row.put("solution", draft.completion().text());
        if (data.kind == Supervision.PROCESS) {
            var steps = row.putArray("steps");
            data.splitter().steps(tokenizer, draft.completion().tokens()).forEach(steps::add);
            var labels = row.putArray("labels");
            for (int step = 0; step < draft.ends().length; step++) {
                boolean last = step + 1 == draft.ends().length;
                double label = (last ? StepLabels.ofWhole(draft.right()) : continued.next()).label(Estimation.SOFT);
                if (Double.isNaN(label)) {
                    unlabelled++;
                    labels.addNull();
                } else {
                    labels.add(label);
                }
            }
        }
        return row.put("outcome", draft.right() ? 1 : 0)
                .put("gold", draft.problem().answer());
    }

    private static SampleRequest request(String id, Problem problem, int[] prompt, int samples) {
        return new SampleRequest(id, 0, problem, prompt, samples, 0, new PolicyVersion(0));
    }

    private void report(int problems, AppendedRows file) {
        var out = spec.commandLine().getOut();
        out.println("wrote " + file.rows() + " rows of " + problems + " problems to " + output);
        if (ungraded > 0 || unlabelled > 0) {
            out.println(ungraded + " solutions could not be graded and are left out; " + unlabelled
                    + " steps have no label, as none of their continuations could");
        }
    }
}
