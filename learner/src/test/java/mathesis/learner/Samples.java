package mathesis.learner;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mathesis.engine.PolicyVersion;
import mathesis.reward.Grade;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.GradedGroup;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;

/// Small groups for tests.
public final class Samples {
    private Samples() {}

    public static Completion completion(Finish finish, int... tokens) {
        var logprobs = new float[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            logprobs[i] = -tokens[i] / 10f;
        }
        return new Completion(tokens, logprobs, "", finish);
    }

    /// Completions of the given lengths after a prompt of the tokens 1, 2, 3; the i-th token of each is 10 + i.
    public static Group group(String id, int... lengths) {
        var completions = Arrays.stream(lengths)
                .mapToObj(
                        n -> completion(Finish.STOP, IntStream.range(10, 10 + n).toArray()))
                .toList();
        return group(id, completions);
    }

    public static Group group(String id, List<Completion> completions) {
        return group(id, new int[] {1, 2, 3}, 0.9, completions);
    }

    public static Group group(String id, int[] prompt, double temperature, List<Completion> completions) {
        var problem = new Problem("p" + id, "1 + 1", "2");
        return new Group(id, 7, problem, new PolicyVersion(6), prompt, temperature, completions);
    }

    public static GradedGroup graded(Group group, double... rewards) {
        var grades = Arrays.stream(rewards)
                .<Grade>mapToObj(reward -> new OutcomeGrade(reward, reward == 1, ""))
                .toList();
        return new GradedGroup(group, grades);
    }
}
