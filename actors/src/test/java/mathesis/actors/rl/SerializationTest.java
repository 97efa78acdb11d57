package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mathesis.actors.CborMessage;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.actors.rl.ProblemGrader.ProblemRecord;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.engine.PolicyVersion;
import mathesis.learner.StepReport;
import mathesis.reward.RewardTally;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import mathesis.rollout.ToolUse;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SerializationTest {
    private static final ActorTestKit KIT = ActorTestKit.create(TestSettings.local());
    private static final Problem PROBLEM = new Problem("p1", "How many?", "#### 7");
    private static final PolicyVersion VERSION = new PolicyVersion(3);
    private static final StepReport REPORT = new StepReport(
            1,
            1,
            -0.5,
            0.25,
            0.1,
            0.5,
            0.25,
            0.01,
            0.02,
            0.03,
            0,
            1.5,
            0,
            0,
            0,
            0,
            2.5,
            0,
            0,
            30,
            1,
            0.5,
            0.25,
            0,
            0,
            900,
            4,
            RewardTally.of(Map.of("accuracy", 1.0, "length", -0.5), "EQUAL: same number"));

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    static Stream<CborMessage> messages() {
        var worker = KIT.<RolloutWorker.Command>createTestProbe().ref();
        var learner = KIT.<Learner.Command>createTestProbe().ref();
        var evaluator = KIT.<Evaluator.Command>createTestProbe().ref();
        var evaluation = new Evaluation(4, List.of(new Solution(PROBLEM, "it is 7", "7", true)));
        var ids = List.of("00000001", "00000002");
        var lost = new LostGroup("00000003", "too long");
        return Stream.of(
                new RunController.LearnerReady(learner, 3, ids),
                new RunController.WorkerJoined(worker),
                new RunController.WorkerReady(worker, VERSION),
                new RunController.Sampled(ids),
                new RunController.SamplingFailed(worker, "out of memory"),
                new RunController.Lost("00000001", "too long"),
                new RunController.Received(ids),
                new RunController.Trained(1, new StepOutcome.Learned(REPORT), ids, List.of(lost), 900),
                new RunController.Trained(1, new StepOutcome.Quarantined("NaN"), ids, List.of(), 900),
                new RunController.Trained(1, new StepOutcome.Empty("all too long"), ids, List.of(lost), 0),
                new RunController.Saved(1, "/runs/a/checkpoints/step-00000001", "abcd"),
                new RunController.Evaluated(evaluation),
                new RunController.Failed("no more disk"),
                new RunController.Pause(),
                new RunController.Resume(),
                new RunController.Describe(KIT.<RunState>createTestProbe().ref()),
                new RunState(3, 10, true, false, 2, Map.of("dealt", 4)),
                new RolloutWorker.Deal(VERSION, List.of(new Ticket("00000001", 4, PROBLEM, 8, 1))),
                new RolloutWorker.Solve(2, VERSION, List.of(PROBLEM), evaluator),
                new RolloutWorker.WeightsReady(VERSION),
                new Evaluator.Evaluate(4),
                new Evaluator.Lend(worker, VERSION),
                new Evaluator.Solved(2, evaluation.solutions()),
                new Evaluator.NotSolved(2, "out of memory"),
                new ProblemGrader.Describe(KIT.<ProblemRecord>createTestProbe().ref()),
                new ProblemRecord("p1", 1, 8, 3, 1),
                new BatchPublisher.Acknowledged(ids),
                new BatchPublisher.Flush(3, ids),
                new BatchPublisher.RetainFrom(2),
                new Learner.GroupLost(4, lost),
                new Learner.SaveCheckpoint(4),
                new Learner.ResendWeights(),
                new WeightReceiver.Announced(VERSION, learner));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void a_message_comes_out_as_it_went_in(CborMessage message) {
        assertEquals(message, overTheWire(message));
    }

    @Test
    void a_group_keeps_every_token_and_every_bit_of_its_log_probabilities() {
        var tool = new ToolUse(new int[] {1}, new int[] {2}, 1, "gone");
        var completion =
                new Completion(new int[] {5, 70_000}, new float[] {-0.1f, -1e-30f}, "a\u00e9\n", Finish.LENGTH, tool);
        var group = new Group("00000001", 4, PROBLEM, VERSION, new int[] {1, 2, 3}, 0.7, List.of(completion));
        var copy = overTheWire(new ProblemGrader.Grade(group)).group();
        assertArrayEquals(group.promptTokens(), copy.promptTokens());
        assertArrayEquals(completion.tokens(), copy.completions().getFirst().tokens());
        assertArrayEquals(completion.logprobs(), copy.completions().getFirst().logprobs());
        assertEquals(completion.text(), copy.completions().getFirst().text());
        assertEquals(Finish.LENGTH, copy.completions().getFirst().finish());
        assertArrayEquals(tool.starts(), copy.completions().getFirst().tool().starts());
        assertArrayEquals(tool.ends(), copy.completions().getFirst().tool().ends());
        assertEquals(1, copy.completions().getFirst().tool().failedPrograms());
        assertEquals("gone", copy.completions().getFirst().tool().failure());
        assertEquals(
                List.of("00000001", 4L, PROBLEM, VERSION, 0.7),
                List.of(copy.id(), copy.step(), copy.problem(), copy.version(), copy.temperature()));
    }

    @Test
    void no_message_that_may_cross_nodes_is_left_out() {
        var tested = messages().map(Object::getClass).collect(Collectors.toSet());
        tested.add(ProblemGrader.Grade.class);
        var untested = new TreeSet<String>();
        for (var protocol : List.of(
                RunController.Command.class,
                RolloutWorker.Command.class,
                Evaluator.Command.class,
                ProblemGrader.Command.class,
                BatchPublisher.Command.class,
                Learner.Command.class,
                WeightReceiver.Command.class)) {
            Arrays.stream(protocol.getPermittedSubclasses())
                    .filter(type -> java.lang.reflect.Modifier.isPublic(type.getModifiers()))
                    .filter(type -> !NoSerializationVerificationNeeded.class.isAssignableFrom(type))
                    .filter(type -> !tested.contains(type))
                    .forEach(type -> untested.add(type.getName()));
        }
        assertEquals(Set.of(), untested);
        assertTrue(tested.size() > 25);
    }

    private static <M> M overTheWire(M message) {
        return KIT.serializationTestKit().verifySerialization(message, false);
    }
}
