package mathesis.learner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import mathesis.engine.PretrainedModel;
import mathesis.engine.TokenBatch;
import mathesis.engine.checkpoint.Safetensors;
import mathesis.learner.Packer.Packing.Packed;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;

/// What TRL's own trainers compute with a small model on two prompts of four completions each. The files lie where
/// `mathesis.fixtures.hf` says, beside the project, or among the engine's test resources, whose README says how
/// they were made.
final class TrlGoldens implements AutoCloseable {
    private final Path root = root();
    private final JsonNode figures;
    private final Safetensors tensors;

    TrlGoldens() throws IOException {
        var folder = root.resolve("goldens/rl");
        figures = new ObjectMapper().readTree(folder.resolve("rl.json").toFile());
        tensors = Safetensors.open(folder.resolve("rl.f64.safetensors"));
    }

    /// The model that everything was computed with.
    PretrainedModel model() throws IOException {
        return PretrainedModel.load(root.resolve(figures.path("model").asText()));
    }

    /// A part of `rl.json`.
    JsonNode figures(String name) {
        return figures.path(name);
    }

    /// A tensor that TRL computed in float64, if it was kept.
    double[] tensor(String name) throws IOException {
        return tensors.doubles(name);
    }

    boolean has(String tensor) {
        return tensors.names().contains(tensor);
    }

    /// Both groups packed, with a tensor `[8, C]` of the files as the log-probabilities recorded while sampling.
    PackedBatch pack(GrpoConfig config, String logprobs) throws IOException {
        float[] rows = tensors.floats(logprobs);
        var packer = new Packer(config);
        var batches = new ArrayList<PackedBatch>();
        for (int g = 0; g < 2; g++) {
            var completions = new ArrayList<Completion>();
            for (int i = 0; i < 4; i++) {
                completions.add(completion(g, i, rows));
            }
            var group = Samples.group("g" + g, ints(figures.path("prompts").path(g)), 1, completions);
            var graded = Samples.graded(group, doubles(figures.path("rewards").path(g)));
            batches.add(((Packed) packer.pack(graded)).batch());
        }
        return PackedBatch.merge(batches);
    }

    private Completion completion(int group, int sample, float[] rows) {
        int[] tokens = ints(figures.path("completions").path(group).path(sample));
        int from = (4 * group + sample) * rows.length / 8;
        boolean stopped =
                tokens[tokens.length - 1] == figures.path("eos_token_id").asInt();
        float[] logprobs = Arrays.copyOfRange(rows, from, from + tokens.length);
        return new Completion(tokens, logprobs, "", stopped ? Finish.STOP : Finish.LENGTH);
    }

    /// Prompts and completions laid end to end.
    ///
    /// @param completionsOnly whether the prompts' tokens are left out of the targets
    static TokenBatch batch(boolean completionsOnly, List<int[]> prompts, List<int[]> completions) {
        var tokens = new ArrayList<Integer>();
        var targets = new ArrayList<Integer>();
        var starts = new ArrayList<>(List.of(0));
        for (int s = 0; s < prompts.size(); s++) {
            var sequence = new ArrayList<Integer>();
            Arrays.stream(prompts.get(s)).forEach(sequence::add);
            Arrays.stream(completions.get(s)).forEach(sequence::add);
            int firstTarget = completionsOnly ? prompts.get(s).length - 1 : 0;
            for (int t = 0; t < sequence.size(); t++) {
                boolean target = t >= firstTarget && t + 1 < sequence.size();
                targets.add(target ? sequence.get(t + 1) : TokenBatch.NO_TARGET);
            }
            tokens.addAll(sequence);
            starts.add(tokens.size());
        }
        return new TokenBatch(ints(tokens), ints(targets), ints(starts), 1);
    }

    static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] doubles(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static Path root() {
        String named = System.getProperty("mathesis.fixtures.hf", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        var home = Path.of(System.getProperty("mathesis.home", ".."));
        var beside = home.resolve("../shared/data/hf-dev").normalize();
        return Files.isDirectory(beside) ? beside : home.resolve("engine/src/test/resources/hf");
    }

    @Override
    public void close() {
        tensors.close();
    }
}
