package mathesis.rollout.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import mathesis.engine.PolicyVersion;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Problem;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.Sampler;
import mathesis.rollout.SamplingParams;
import mathesis.rollout.tool.ProgramOutput;
import mathesis.rollout.tool.ProgramRunner;
import mathesis.rollout.tool.ToolPolicy;
import mathesis.rollout.tool.Tools;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ToolDialogueTest {
    private static final String PROGRAM = "```python\n6*7\n```\n";
    private static final String CALL = "```output";
    private static final String CALL_AND_MORE = "```output\n";
    private static final String ALL_AT_ONCE = "```python\n1\n```\n```output";
    private static final String RESULT_END = "\n```\n";
    private static final String ERROR = "E\n```\n";
    private static final String ANSWER = "It is 42.";
    private static final String END = PieceTokenizer.END;
    private static final List<String> PIECES = List.of(
            END,
            "Q",
            "R",
            "So\n",
            PROGRAM,
            CALL,
            CALL_AND_MORE,
            ALL_AT_ONCE,
            "\n",
            "42",
            ERROR,
            RESULT_END,
            ANSWER,
            "r",
            "s",
            "t",
            "u",
            "<",
            "e",
            "n",
            "d",
            ">",
            "`");
    /// One call, then an answer.
    private static final Map<String, String> ONE_CALL =
            Map.of("Q", "So\n", "So\n", PROGRAM, PROGRAM, CALL, RESULT_END, ANSWER, ANSWER, END);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A runner that is done when it returns.
    private interface Now {
        ProgramOutput run(List<String> programs) throws Exception;
    }

    private final List<List<String>> ran = new CopyOnWriteArrayList<>();
    private final Now runner = programs -> {
        ran.add(programs);
        return new ProgramOutput("42\n", false);
    };

    @Test
    void the_model_calls_reads_the_result_and_goes_on() {
        var completion = sample(ONE_CALL, 64, 20, tools(2, runner)).getFirst();
        assertEquals("So\n" + PROGRAM + CALL + "\n42" + RESULT_END + ANSWER, completion.text());
        assertEquals(Collections.nCopies(3, List.of("6*7\n")), ran, "one for each sample");
        assertEquals(Finish.STOP, completion.finish());
        assertArrayEquals(new int[] {3}, completion.tool().starts());
        assertArrayEquals(new int[] {6}, completion.tool().ends());
        assertEquals(5, completion.ownLength());
        for (int i = 0; i < completion.tokens().length; i++) {
            assertEquals(completion.tool().wrote(i), completion.logprobs()[i] == 0, "token " + i);
        }
    }

    @Test
    void without_tools_the_same_words_are_text() {
        var completion = sample(ONE_CALL, 64, 20, Optional.empty()).getFirst();
        assertEquals("So\n" + PROGRAM + CALL, completion.text());
        assertEquals(0, completion.tool().calls());
    }

    @Test
    void a_token_that_reaches_past_the_call_is_kept_and_its_line_not_broken_again() {
        var completion =
                sample(with(PROGRAM, CALL_AND_MORE), 64, 20, tools(2, runner)).getFirst();
        assertEquals("So\n" + PROGRAM + CALL + "\n42" + RESULT_END + ANSWER, completion.text());
        assertArrayEquals(new int[] {5}, completion.tool().ends());
    }

    @ParameterizedTest(name = "with {0} slots")
    @ValueSource(ints = {1, 3})
    void the_first_token_may_be_a_call(int slots) {
        var completions = sample(with("Q", ALL_AT_ONCE), 64, 20, slots, tools(2, runner));
        for (var completion : completions) {
            assertEquals(ALL_AT_ONCE + "\n42" + RESULT_END + ANSWER, completion.text());
            assertArrayEquals(new int[] {1}, completion.tool().starts());
        }
    }

    @ParameterizedTest(name = "{0} rounds")
    @ValueSource(ints = {1, 2, 5})
    void the_call_that_ends_the_last_round_is_answered_and_nothing_follows(int rounds) {
        var completion =
                sample(with(RESULT_END, PROGRAM), 64, 50, tools(rounds, runner)).getFirst();
        assertEquals("So\n" + (PROGRAM + CALL + "\n42" + RESULT_END).repeat(rounds), completion.text());
        assertEquals(Finish.LENGTH, completion.finish());
        assertEquals(rounds, completion.tool().calls());
        assertEquals(rounds, ran.getLast().size(), "programs of earlier rounds come with it");
    }

    @Test
    void an_answer_may_follow_the_second_result_and_errors_are_shown_and_counted() {
        // the result of the second program ends with another token, and that has another successor
        var next = new HashMap<>(with(RESULT_END, PROGRAM));
        next.put(ERROR, ANSWER);
        Now errs = programs -> new ProgramOutput(programs.size() == 1 ? "42" : "E", programs.size() == 2);
        var completion = sample(next, 64, 20, tools(3, errs)).getFirst();
        assertEquals(
                "So\n" + PROGRAM + CALL + "\n42" + RESULT_END + PROGRAM + CALL + "\n" + ERROR + ANSWER,
                completion.text());
        assertEquals(Finish.STOP, completion.finish());
        assertEquals(2, completion.tool().calls());
        assertEquals(1, completion.tool().failedPrograms());
    }

    @Test
    void the_longest_length_counts_the_models_own_tokens() {
        var completion = sample(ONE_CALL, 64, 4, tools(2, runner)).getFirst();
        assertEquals(4, completion.ownLength());
        assertTrue(completion.text().endsWith(ANSWER));
        assertEquals(Finish.LENGTH, completion.finish());
    }

    @Test
    void a_call_with_the_last_token_allowed_is_not_made() {
        var completion = sample(ONE_CALL, 64, 3, tools(2, runner)).getFirst();
        assertTrue(completion.text().endsWith(CALL));
        assertEquals(List.of(), ran);
    }

    @ParameterizedTest(name = "a context of {0} has room for {1} tokens of the tool")
    @CsvSource({"5, 1", "6, 2", "7, 3"})
    void the_context_may_end_within_a_result(int context, int room) {
        var completion = sample(ONE_CALL, context, 20, tools(2, runner)).getFirst();
        assertEquals(context - 1, completion.tokens().length);
        assertEquals(room, completion.tool().tokens());
        assertEquals(Finish.LENGTH, completion.finish());
    }

    @Test
    void special_tokens_that_a_program_prints_are_only_text() {
        var completion = sample(ONE_CALL, 64, 20, tools(2, _ -> new ProgramOutput(END, false)))
                .getFirst();
        assertTrue(completion.text().contains("\n" + END + "\n"), completion.text());
        assertEquals(("\n" + END + RESULT_END).length(), completion.tool().tokens(), "one for each character");
    }

    @Test
    void characters_that_the_vocabulary_lacks_are_left_out() {
        var completion = sample(ONE_CALL, 64, 20, tools(2, _ -> new ProgramOutput("<ü>", false)))
                .getFirst();
        assertTrue(completion.text().endsWith("\n<>" + RESULT_END), completion.text());
        assertEquals(Finish.STOP, completion.finish());
    }

    @Test
    void a_runner_that_breaks_fails_that_completion_alone() {
        Now breaksOnce = programs -> {
            ran.add(programs);
            if (ran.size() == 2) {
                throw new IOException("the sandbox is gone");
            }
            return new ProgramOutput("42", false);
        };
        var completions = sample(ONE_CALL, 64, 20, 1, tools(2, breaksOnce));
        assertEquals(
                List.of(Finish.STOP, Finish.FAILED, Finish.STOP),
                completions.stream().map(Completion::finish).toList());
        var failed = completions.get(1);
        assertEquals("the sandbox is gone", failed.tool().failure());
        assertEquals(0, failed.tool().calls());
        assertTrue(failed.text().endsWith(CALL));
        assertEquals("", completions.getLast().tool().failure());
    }

    @Test
    void a_runner_that_takes_no_work_fails_the_completion() {
        ProgramRunner closed = _ -> {
            throw new RejectedExecutionException("closed");
        };
        var completion = sample(ONE_CALL, 64, 20, Optional.of(new Tools(ToolPolicy.PAPER, closed, PATIENCE)))
                .getFirst();
        assertEquals(Finish.FAILED, completion.finish());
        assertEquals("closed", completion.tool().failure());
    }

    @Test
    void patience_ends_with_its_cause() {
        ProgramRunner silent = _ -> new CompletableFuture<>();
        var tools = new Tools(ToolPolicy.PAPER, silent, Duration.ofMillis(1));
        for (var completion : sample(ONE_CALL, 64, 20, Optional.of(tools))) {
            assertEquals(Finish.FAILED, completion.finish());
            assertEquals("no program came back in 1 ms", completion.tool().failure());
        }
    }

    @Test
    void an_interrupted_wait_ends_the_sampling() {
        ProgramRunner silent = _ -> new CompletableFuture<>();
        var tools = Optional.of(new Tools(ToolPolicy.PAPER, silent, PATIENCE));
        Thread.currentThread().interrupt();
        assertThrows(IllegalStateException.class, () -> sample(ONE_CALL, 64, 20, tools));
        assertTrue(Thread.interrupted());
    }

    @Test
    void others_go_on_while_a_program_runs() throws Exception {
        // the program of Q ends only once that of R is asked for, four tokens later
        var next = new HashMap<>(with("Q", ALL_AT_ONCE));
        next.putAll(Map.of("R", "r", "r", "s", "s", "t", "t", "u", "u", "So\n"));
        var otherAsked = new CountDownLatch(1);
        Now waiting = programs -> {
            if (programs.getFirst().equals("1\n")) {
                otherAsked.await();
            } else {
                otherAsked.countDown();
            }
            return new ProgramOutput("42", false);
        };
        try (var pool = Executors.newFixedThreadPool(2);
                var policy = PiecePolicy.scripted(64, PIECES, next)) {
            ProgramRunner beside = programs -> {
                var result = new CompletableFuture<ProgramOutput>();
                pool.submit(() -> result.complete(waiting.run(programs)));
                return result;
            };
            var tools = new Tools(ToolPolicy.PAPER, beside, PATIENCE);
            var groups = sampler(policy, 20, 2, Optional.of(tools))
                    .sample(List.of(request(policy, "Q", 1), request(policy, "R", 1)));
            for (var group : groups) {
                assertEquals(Finish.STOP, group.completions().getFirst().finish());
                assertTrue(group.completions().getFirst().text().endsWith("\n42" + RESULT_END + ANSWER));
            }
        }
        assertFalse(Thread.interrupted());
    }

    private static Map<String, String> with(String piece, String successor) {
        var next = new HashMap<>(ONE_CALL);
        next.put(piece, successor);
        return next;
    }

    private static Optional<Tools> tools(int rounds, Now now) {
        ProgramRunner runner = programs -> {
            try {
                return CompletableFuture.completedFuture(now.run(programs));
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        };
        return Optional.of(new Tools(new ToolPolicy(rounds, 100), runner, PATIENCE));
    }

    private static List<Completion> sample(
            Map<String, String> next, int context, int maxNewTokens, Optional<Tools> tools) {
        return sample(next, context, maxNewTokens, 2, tools);
    }

    private static List<Completion> sample(
            Map<String, String> next, int context, int maxNewTokens, int slots, Optional<Tools> tools) {
        try (var policy = PiecePolicy.scripted(context, PIECES, next)) {
            return sampler(policy, maxNewTokens, slots, tools)
                    .sample(List.of(request(policy, "Q", 3)))
                    .getFirst()
                    .completions();
        }
    }

    private static Sampler sampler(PiecePolicy policy, int maxNewTokens, int slots, Optional<Tools> tools) {
        var params = SamplingParams.greedy(maxNewTokens, Set.of(0));
        return new Sampler(policy.transformer(), policy.tokenizer(), params, 1, slots, tools);
    }

    private static SampleRequest request(PiecePolicy policy, String prompt, int samples) {
        var problem = new Problem(prompt, prompt, "42");
        int[] tokens = {policy.tokenizer().token(prompt)};
        return new SampleRequest(prompt, 1, problem, tokens, samples, 0, new PolicyVersion(0));
    }
}
