package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.engine.PolicyVersion;
import mathesis.reward.GradedGroup;
import mathesis.reward.answer.AnswerGrader;
import mathesis.reward.metrics.SampleStatistics;
import mathesis.rollout.Problem;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.SamplingParams;
import mathesis.rollout.problems.DefectPolicy;
import mathesis.rollout.problems.ProblemSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mathesis evaluate`: how many problems of a file a model solves.
@Command(
        name = "evaluate",
        description = {
            "Measure how many problems of a file a model solves.",
            "Reads {\"question\",\"answer\"}. Greedy accuracy by the final answer; with --samples also the mean,"
                    + " pass@K and majority@K of K samples a problem."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final String QUESTION = "{question}";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "X.jsonl",
            converter = PathConverters.ExistingFile.class,
            description = "Problems, one JSON object a line; .gz is unpacked.")
    private Path data;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            converter = NumberConverters.NotNegative.class,
            description = "Take the first N problems; 0 takes all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--samples",
            paramLabel = "K",
            defaultValue = "0",
            converter = NumberConverters.NotNegative.class,
            description = "Also draw K samples a problem; 0 draws none (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            converter = NumberConverters.Temperature.class,
            description = "Of the samples (default: ${DEFAULT-VALUE}); must not be 0 with --samples.")
    private double temperature;

    @Mixin
    private SamplingOptions sampling;

    @Mixin
    private ToolOptions toolOptions;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            defaultValue = QUESTION + "\n",
            description = "The prompt, with the question at " + QUESTION + " (default: the question and a line feed).")
    private String template;

    @Option(names = "--chat", description = "Put the prompt into the model's chat template as a user's turn.")
    private boolean chat;

    @Option(
            names = "--on-bad-line",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            converter = OnBadLine.Converter.class,
            description = "What follows a problem that cannot be used: ${COMPLETION-CANDIDATES} (default: stop).")
    private OnBadLine onBadLine;

    @Option(names = "--json", description = "Print the figures as one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--output",
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "Also write every solution with its verdict, one problem a line.")
    private Optional<Path> output;

    private final AnswerGrader grader = new AnswerGrader();

    private record Prompt(Problem problem, int[] tokens) {}

    @Override
    public Integer call() throws IOException {
        if (!template.contains(QUESTION)) {
            throw new ParameterException(
                    spec.commandLine(), "--template is '" + template + "'; it must contain " + QUESTION);
        }
        if (samples > 0 && temperature == 0) {
            throw new ParameterException(spec.commandLine(), "--temperature is 0; with --samples it must be positive");
        }
        var err = spec.commandLine().getErr();
        long start = System.nanoTime();
        var problems = problems(err);
        try (var model = modelOptions.load();
                var policy = modelOptions.transformer(model);
                var tool = toolOptions.open()) {
            var prompts = prompts(new PromptReader(model.tokenizer(), model.config(), chat), problems, err);
            var sampler = new ParallelSampler(model, policy, modelOptions.threads, tool.tools());
            var greedy = solve(sampler, prompts, 1, sampling.params(0, model), "solving greedily");
            var drawn = samples == 0
                    ? List.<GradedGroup>of()
                    : solve(sampler, prompts, samples, sampling.params(temperature, model), "sampling");
            var report = new EvaluationReport(
                    greedy,
                    drawn,
                    SampleStatistics.of(greedy, 1, grader::sameAnswer),
                    SampleStatistics.of(drawn, Math.max(1, samples), grader::sameAnswer),
                    samples,
                    policy.format(),
                    problems.size() - prompts.size(),
                    toolOptions.enabled,
                    (System.nanoTime() - start) / 1e9);
            print(report);
        }
        return CommandLines.DONE;
    }

    private void print(EvaluationReport report) throws IOException {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.table().forEach(out::println);
        }
        if (output.isPresent()) {
            try (var writer = new JsonLinesWriter(output.get())) {
                report.writeSolutions(writer);
            }
        }
    }

    private List<Problem> problems(PrintWriter err) throws IOException {
        var policy = onBadLine == OnBadLine.STOP
                ? new DefectPolicy.Stop()
                : new DefectPolicy.SkipAndCount(Integer.MAX_VALUE);
        var set = ProblemSet.read(data, policy);
        set.defects()
                .forEach(
                        defect -> err.println("mathesis: " + data + " line " + defect.line() + ": " + defect.reason()));
        var problems = set.problems();
        return limit == 0 ? problems : problems.subList(0, Math.min(limit, problems.size()));
    }

    /// The problems that fit the model's context.
    private List<Prompt> prompts(PromptReader reader, List<Problem> problems, PrintWriter err) throws IOException {
        var prompts = new ArrayList<Prompt>();
        for (var problem : problems) {
            try {
                prompts.add(new Prompt(problem, reader.prompt(template.replace(QUESTION, problem.question()))));
            } catch (BadLineException e) {
                String message = "problem " + problem.id() + ": " + e.getMessage();
                if (onBadLine == OnBadLine.STOP) {
                    throw new IOException(message + " (--on-bad-line skip goes on without it)");
                }
                err.println("mathesis: " + message);
            }
        }
        return prompts;
    }

    private List<GradedGroup> solve(
            ParallelSampler sampler, List<Prompt> prompts, int samples, SamplingParams params, String doing)
            throws IOException {
        var requests = prompts.stream()
                .map(prompt -> new SampleRequest(
                        prompt.problem().id(), 0, prompt.problem(), prompt.tokens(), samples, 0, new PolicyVersion(0)))
                .toList();
        var graded = new ArrayList<GradedGroup>();
        var progress = Progress.of(spec.commandLine().getErr(), doing, requests.size());
        try {
            sampler.sample(requests, params, sampling.seed, group -> {
                graded.add(grader.grade(group));
                progress.advance();
            });
        } finally {
            progress.finish();
        }
        return graded;
    }
}
