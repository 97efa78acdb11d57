package mathesis.actors.rl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import mathesis.engine.PolicyVersion;
import mathesis.engine.PretrainedModel;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;

/// A real model of 58,000 random parameters, with tokenizer and chat template.
final class TinyModel {
    static final Path FOLDER =
            Path.of(System.getProperty("mathesis.home"), "engine/src/test/resources/hf/models/llama-mha");

    private TinyModel() {}

    static PretrainedModel load() {
        try {
            return PretrainedModel.load(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Two solutions to a problem whose answer is 7, of which the first is right.
    static Group group(String id, long step) {
        var version = new PolicyVersion(step - 1);
        var problem = new Problem("p" + id, "How many?", "7");
        return new Group(id, step, problem, version, new int[] {5, 6}, 1, List.of(solution("it is 7"), solution("8")));
    }

    private static Completion solution(String text) {
        return new Completion(new int[] {9, 10}, new float[] {-3, -4}, text, Finish.STOP);
    }
}
