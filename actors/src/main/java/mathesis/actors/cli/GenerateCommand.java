package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.engine.PolicyVersion;
import mathesis.rollout.Completion;
import mathesis.rollout.Problem;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.SamplingParams;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mathesis generate`: continues prompts.
@Command(
        name = "generate",
        description = {
            "Continue a prompt, or every prompt of a file.",
            "Reads {\"id\",\"text\"} or {\"id\",\"tokens\"} (with --chat also {\"id\",\"messages\"}) and writes"
                    + " {\"id\",\"tokens\",\"text\",\"logprobs\",\"finish\"}: the new tokens alone, their text without"
                    + " special tokens, their natural log-probabilities at the sampling temperature (1 when greedy)"
                    + " before top-k and top-p, and \"stop\" or \"length\"."
        })
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Source source;

    private static final class Source {
        @Option(names = "--prompt", paramLabel = "TEXT", description = "Continue this text.")
        private String prompt;

        @Option(
                names = "--input",
                paramLabel = "X.jsonl",
                converter = PathConverters.ExistingFile.class,
                description = "Continue every line; .gz is unpacked.")
        private Path input;
    }

    @Option(
            names = "--output",
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "Where to write; needed with --input. Without it --prompt prints the text.")
    private Path output;

    @Option(
            names = "--on-bad-line",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            converter = OnBadLine.Converter.class,
            description = "What follows a line that cannot be used: ${COMPLETION-CANDIDATES} (default: stop).")
    private OnBadLine onBadLine;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            converter = NumberConverters.Temperature.class,
            description =
                    "0 takes the most probable token, 1 draws from the model as it is (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Mixin
    private SamplingOptions sampling;

    @Option(names = "--chat", description = "Put each text into the model's chat template as a user's turn.")
    private boolean chat;

    private record Prompt(JsonLine line, int[] tokens) {}

    @Override
    public Integer call() throws IOException {
        if (source.input != null && output == null) {
            throw new ParameterException(spec.commandLine(), "--input needs --output Y.jsonl");
        }
        try (var model = modelOptions.load();
                var policy = modelOptions.transformer(model)) {
            var params = sampling.params(temperature, model);
            var sampler = new ParallelSampler(model, policy, modelOptions.threads);
            var reader = new PromptReader(ModelOptions.tokenizer(model), model.config(), chat);
            return source.input == null ? one(sampler, params, reader) : all(sampler, params, reader);
        }
    }

    private int one(ParallelSampler sampler, SamplingParams params, PromptReader prompts) throws IOException {
        int[] tokens;
        try {
            tokens = prompts.prompt(source.prompt);
        } catch (BadLineException e) {
            throw new WrongUsageException("--prompt: " + e.getMessage());
        }
        sampler.sample(List.of(request("prompt", tokens)), params, sampling.seed, group -> {
            var completion = group.completions().getFirst();
            if (output == null) {
                spec.commandLine().getOut().println(completion.text());
            } else {
                try (var writer = new JsonLinesWriter(output)) {
                    writer.write(fill(JsonLinesWriter.answer("prompt"), completion));
                }
            }
        });
        return CommandLines.DONE;
    }

    private int all(ParallelSampler sampler, SamplingParams params, PromptReader prompts) throws IOException {
        var err = spec.commandLine().getErr();
        var reader = new JsonLinesReader(source.input, onBadLine, err);
        var lines = new ArrayList<Prompt>();
        reader.forEach(line -> lines.add(new Prompt(line, prompts.prompt(line))));
        var requests = lines.stream()
                .map(prompt -> request(prompt.line().id().asText(), prompt.tokens()))
                .toList();
        var progress = Progress.of(err, "generating", lines.size());
        var next = lines.iterator();
        try (var writer = new JsonLinesWriter(output)) {
            sampler.sample(requests, params, sampling.seed, group -> {
                writer.write(fill(
                        JsonLinesWriter.answer(next.next().line()),
                        group.completions().getFirst()));
                progress.advance();
            });
        } finally {
            progress.finish();
        }
        reader.reportSkipped();
        return CommandLines.DONE;
    }

    private static SampleRequest request(String id, int[] tokens) {
        return new SampleRequest(id, 0, new Problem(id, "", ""), tokens, 1, 0, new PolicyVersion(0));
    }

    private ObjectNode fill(ObjectNode answer, Completion completion) {
        answer.set("tokens", JsonLinesWriter.array(completion.tokens()));
        answer.put("text", completion.text());
        answer.set("logprobs", JsonLinesWriter.array(completion.logprobs()));
        answer.put("finish", completion.finish().name().toLowerCase(Locale.ROOT));
        return ModelOptions.mark(answer, modelOptions.weights);
    }
}
