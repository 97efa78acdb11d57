package mathesis.rollout.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mathesis.engine.PolicyVersion;
import mathesis.engine.TokenBatch;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.Sampler;
import mathesis.rollout.SamplingParams;
import mathesis.rollout.tool.ProgramOutput;
import mathesis.rollout.tool.ProgramRunner;
import mathesis.rollout.tool.ToolPolicy;
import mathesis.rollout.tool.Tools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dialogues of a random policy, which calls for programs now and then, at several places of its completions.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ToolDeterminismTest {
    private static final double TEMPERATURE = 0.8;
    private static final List<String> PIECES = List.of(
            PieceTokenizer.END,
            "Q",
            "R",
            "```python\n",
            "x\n",
            "```\n",
            "```output",
            "```output\n",
            "```python\nx\n```\n```output",
            "```python\n1\n```\n",
            "\n",
            "\n```\n",
            "0",
            "1",
            "2",
            "3");
    /// Another result for other programs.
    private static ProgramOutput output(List<String> programs) {
        int sum = String.join("", programs).chars().sum();
        return new ProgramOutput(Integer.toString(sum % 256, 4), sum % 3 == 0);
    }

    private static final ProgramRunner AT_ONCE = programs -> CompletableFuture.completedFuture(output(programs));
    private static final ProgramRunner BESIDE = programs -> CompletableFuture.supplyAsync(() -> output(programs));

    private final PiecePolicy policy = PiecePolicy.random(64, PIECES);

    @AfterEach
    void close() {
        policy.close();
    }

    @ParameterizedTest(name = "{0} slots, {1} threads")
    @CsvSource({"1, 1", "3, 1", "3, 4", "8, 1", "8, 4"})
    void samples_are_the_same_in_any_batch_and_however_late_results_come(int slots, int threads) {
        var expected = sample(64, AT_ONCE);
        var calls = completions(expected)
                .mapToInt(completion -> completion.tool().calls())
                .toArray();
        assertTrue(Arrays.stream(calls).anyMatch(n -> n == 0), "some never call");
        assertTrue(Arrays.stream(calls).filter(n -> n == 1).count() > 3, "some call once");
        assertTrue(Arrays.stream(calls).filter(n -> n == 2).count() > 1, "some call twice");
        try (var pool = Executors.newFixedThreadPool(threads)) {
            // with more than one slot the first result comes only after the third call
            var hold = slots > 1 && threads > 1 ? 3 : 1;
            assertSame(expected, sample(slots, heldBack(pool, hold)));
        }
    }

    @Test
    void the_policy_scores_its_own_tokens_with_the_bits_that_sampling_recorded() {
        int tool = 0;
        for (var group : sample(8, BESIDE)) {
            for (var completion : group.completions()) {
                tool += completion.tool().tokens();
                float[] scored = policy.transformer()
                        .score(batch(group.promptTokens(), completion))
                        .logprobs_T();
                for (int i = 0; i < completion.tokens().length; i++) {
                    float learner = scored[group.promptTokens().length - 1 + i];
                    assertEquals(learner, completion.logprobs()[i], "token " + i);
                    assertEquals(completion.tool().wrote(i), completion.logprobs()[i] == 0);
                }
            }
        }
        assertTrue(tool > 20, "there were results between them");
    }

    @Test
    void a_context_that_ends_bounds_what_tools_write() {
        var groups = new Sampler(
                        policy.transformer(),
                        policy.tokenizer(),
                        params(1000),
                        7,
                        8,
                        Optional.of(tools(new ToolPolicy(50, 100), BESIDE)))
                .sample(List.of(request("Q", 40)));
        assertTrue(completions(groups)
                .allMatch(completion -> completion.tokens().length + 1 <= 64 && completion.finish() != Finish.FAILED));
        assertTrue(completions(groups).anyMatch(completion -> completion.tokens().length + 1 == 64));
    }

    private List<Group> sample(int slots, ProgramRunner runner) {
        var sampler = new Sampler(
                policy.transformer(),
                policy.tokenizer(),
                params(30),
                7,
                slots,
                Optional.of(tools(ToolPolicy.PAPER, runner)));
        return sampler.sample(List.of(request("Q", 6), request("R", 9), request("RQ", 1), request("RR", 6)));
    }

    private static SamplingParams params(int maxNewTokens) {
        return new SamplingParams(maxNewTokens, TEMPERATURE, 0, 1, Set.of(0));
    }

    private static Tools tools(ToolPolicy policy, ProgramRunner runner) {
        return new Tools(policy, runner, Duration.ofSeconds(60));
    }

    private SampleRequest request(String prompt, int samples) {
        var problem = new Problem(prompt, prompt, "1");
        int[] tokens = policy.tokenizer().encode(prompt, true);
        return new SampleRequest(prompt, 1, problem, tokens, samples, 0, new PolicyVersion(0));
    }

    /// A runner whose first program ends only once `calls` have been made.
    private static ProgramRunner heldBack(ExecutorService pool, int calls) {
        var made = new AtomicInteger();
        var enough = new CountDownLatch(calls);
        return programs -> {
            enough.countDown();
            boolean first = made.getAndIncrement() == 0;
            var result = new CompletableFuture<ProgramOutput>();
            pool.submit(() -> {
                if (first) {
                    enough.await();
                }
                return result.complete(output(programs));
            });
            return result;
        };
    }

    private static TokenBatch batch(int[] prompt, Completion completion) {
        int[] tokens = IntStream.concat(Arrays.stream(prompt), Arrays.stream(completion.tokens()))
                .toArray();
        var targets = new int[tokens.length];
        Arrays.fill(targets, TokenBatch.NO_TARGET);
        for (int i = 0; i < completion.tokens().length; i++) {
            if (!completion.tool().wrote(i)) {
                targets[prompt.length - 1 + i] = completion.tokens()[i];
            }
        }
        return new TokenBatch(tokens, targets, new int[] {0, tokens.length}, TEMPERATURE);
    }

    private static Stream<Completion> completions(List<Group> groups) {
        return groups.stream().flatMap(group -> group.completions().stream());
    }

    private static void assertSame(List<Group> expected, List<Group> actual) {
        assertEquals(
                expected.stream().map(Group::id).toList(),
                actual.stream().map(Group::id).toList());
        var copies = completions(actual).iterator();
        completions(expected).forEach(completion -> {
            var copy = copies.next();
            assertArrayEquals(completion.tokens(), copy.tokens());
            assertArrayEquals(completion.logprobs(), copy.logprobs());
            assertEquals(completion.text(), copy.text());
            assertEquals(completion.finish(), copy.finish());
            assertArrayEquals(completion.tool().starts(), copy.tool().starts());
            assertArrayEquals(completion.tool().ends(), copy.tool().ends());
            assertEquals(completion.tool().failedPrograms(), copy.tool().failedPrograms());
        });
    }
}
