package mathesis.actors.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mathesis.engine.TokenBatch;
import mathesis.engine.Transformer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `mathesis score`: log-probabilities of given texts.
@Command(
        name = "score",
        description = {
            "Compute the log-probability of every token, given those before it.",
            "Reads {\"id\",\"tokens\"} or {\"id\",\"text\"} and writes {\"id\",\"logprobs\",\"loss\"}: natural"
                    + " log-probabilities of tokens 2 to n at temperature 1, and the mean of their negatives."
        })
final class ScoreCommand implements Callable<Integer> {
    /// Sequences are scored together until they have so many tokens; the results do not depend on it.
    private static final int BATCH_TOKENS = 4096;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private JsonlOptions files;

    private record Sequence(JsonLine line, int[] tokens) {}

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        var reader = new JsonLinesReader(files.input, files.onBadLine, err);
        var sequences = new ArrayList<Sequence>();
        try (var model = modelOptions.load();
                var transformer = modelOptions.transformer(model)) {
            var prompts = new PromptReader(ModelOptions.tokenizer(model), model.config(), false);
            reader.forEach(line -> sequences.add(new Sequence(line, prompts.sequence(line))));
            score(transformer, sequences);
        }
        reader.reportSkipped();
        return CommandLines.DONE;
    }

    private void score(Transformer transformer, List<Sequence> sequences) throws IOException {
        var progress = Progress.of(spec.commandLine().getErr(), "scoring", sequences.size());
        try (var writer = new JsonLinesWriter(files.output)) {
            int from = 0;
            while (from < sequences.size()) {
                int to = endOfBatch(sequences, from);
                write(writer, transformer, sequences.subList(from, to), progress);
                from = to;
            }
        } finally {
            progress.finish();
        }
    }

    private static int endOfBatch(List<Sequence> sequences, int from) {
        int to = from;
        int tokens = 0;
        while (to < sequences.size()
                && (to == from || tokens + sequences.get(to).tokens().length <= BATCH_TOKENS)) {
            tokens += sequences.get(to++).tokens().length;
        }
        return to;
    }

    private static void write(
            JsonLinesWriter writer, Transformer transformer, List<Sequence> sequences, Progress progress)
            throws IOException {
        var batch =
                TokenBatch.ofSequences(sequences.stream().map(Sequence::tokens).toList());
        float[] logprobs_T = transformer.score(batch).logprobs_T();
        for (int s = 0; s < sequences.size(); s++) {
            var logprobs = java.util.Arrays.copyOfRange(
                    logprobs_T, batch.sequenceStarts()[s], batch.sequenceStarts()[s + 1] - 1);
            double sum = 0;
            for (float logprob : logprobs) {
                sum += logprob;
            }
            var answer = JsonLinesWriter.answer(sequences.get(s).line());
            answer.set("logprobs", JsonLinesWriter.array(logprobs));
            writer.write(ModelOptions.mark(answer.put("loss", -sum / logprobs.length), transformer.format()));
            progress.advance();
        }
    }
}
