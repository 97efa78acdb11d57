package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// generate, score, tokenize and evaluate on a very small model.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void what_generate_says_of_its_tokens_score_says_too() throws IOException {
        var prompts =
                write("prompts.jsonl", "{\"id\":\"a\",\"tokens\":[1,17,250]}", "{\"id\":2,\"text\":\"Tom has 3\"}");
        run("generate", "--input", prompts, "--output", file("out.jsonl"), "--max-new-tokens", "6", "--no-stop");
        var generated = read("out.jsonl");
        assertEquals("a", generated.get(0).path("id").textValue());
        assertEquals(2, generated.get(1).path("id").intValue());
        assertEquals("length", generated.get(0).path("finish").textValue());
        assertEquals(6, generated.get(0).path("tokens").size());

        var whole = Stream.concat(Stream.of(1, 17, 250), ints(generated.get(0).path("tokens")))
                .toList();
        run(
                "score",
                "--input",
                write("whole.jsonl", "{\"id\":0,\"tokens\":" + whole + "}"),
                "--output",
                file("scores.jsonl"));
        var scored = read("scores.jsonl").getFirst();
        assertEquals(8, scored.path("logprobs").size());
        for (int i = 0; i < 6; i++) {
            assertEquals(
                    generated.get(0).path("logprobs").get(i),
                    scored.path("logprobs").get(i + 2),
                    "the same bits");
        }
        double sum = StreamSupport.stream(scored.path("logprobs").spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .sum();
        assertEquals(-sum / 8, scored.path("loss").doubleValue(), 1e-6);
    }

    @Test
    void figures_of_int8_weights_agree_with_each_other_and_say_so() throws IOException {
        var prompt = write("prompt.jsonl", "{\"id\":1,\"tokens\":[1,17,250]}");
        run("generate", "--input", prompt, "--output", file("floats.jsonl"), "--max-new-tokens", "6", "--no-stop");
        run(
                "generate",
                "--weights",
                "int8",
                "--input",
                prompt,
                "--output",
                file("out.jsonl"),
                "--max-new-tokens",
                "6",
                "--no-stop");
        var generated = read("out.jsonl").getFirst();
        assertEquals("int8", generated.path("weights").textValue());
        assertFalse(read("floats.jsonl").getFirst().has("weights"));
        assertNotEquals(
                read("floats.jsonl").getFirst().path("logprobs").get(0),
                generated.path("logprobs").get(0));

        var whole = Stream.concat(Stream.of(1, 17, 250), ints(generated.path("tokens")))
                .toList();
        var input = write("whole.jsonl", "{\"id\":0,\"tokens\":" + whole + "}");
        run("score", "--weights", "int8", "--input", input, "--output", file("scores.jsonl"));
        var scored = read("scores.jsonl").getFirst();
        assertEquals("int8", scored.path("weights").textValue());
        for (int i = 0; i < 6; i++) {
            assertEquals(
                    generated.path("logprobs").get(i), scored.path("logprobs").get(i + 2), "the same bits");
        }

        var data = write("data.jsonl", "{\"question\":\"2+2?\",\"answer\":\"4\"}");
        var table = run("evaluate", "--weights", "int8", "--data", data, "--max-new-tokens", "5");
        assertTrue(table.out().contains("int8 weights"), table.out());
        var json = run("evaluate", "--weights", "int8", "--data", data, "--json", "--max-new-tokens", "5");
        assertEquals("int8", JSON.readTree(json.out()).path("weights").textValue());
    }

    @Test
    void samples_depend_on_seed_and_id_but_not_on_threads_or_neighbours() throws IOException {
        var two = write("two.jsonl", "{\"id\":\"a\",\"text\":\"1+1=\"}", "{\"id\":\"b\",\"text\":\"1+1=\"}");
        var one = write("one.jsonl", "{\"id\":\"b\",\"text\":\"1+1=\"}");
        Object[] flags = {"--temperature", "1", "--max-new-tokens", "12"};
        sample(two, "x.jsonl", flags, "--seed", "5", "--threads", "1");
        sample(two, "y.jsonl", flags, "--seed", "5", "--threads", "2");
        sample(one, "z.jsonl", flags, "--seed", "5");
        sample(two, "w.jsonl", flags, "--seed", "6");
        assertEquals(read("x.jsonl"), read("y.jsonl"));
        assertEquals(read("x.jsonl").get(1), read("z.jsonl").getFirst());
        assertFalse(
                read("x.jsonl")
                        .get(0)
                        .path("tokens")
                        .equals(read("x.jsonl").get(1).path("tokens")),
                "ids differ");
        assertFalse(read("x.jsonl").equals(read("w.jsonl")), "seeds differ");
    }

    @Test
    void a_prompt_is_answered_on_standard_output() {
        var result =
                CommandRun.of("generate", "--model", TinyModel.FOLDER, "--prompt", "2+2=", "--max-new-tokens", "4");
        assertFalse(result.assertDone().out().isEmpty());
    }

    @Test
    void tokenize_and_decode_are_each_others_inverse() throws IOException {
        var texts = write(
                "texts.jsonl",
                "{\"id\":1,\"text\":\"Tom has 12 apples.\\n#### 12\"}",
                "{\"id\":2,\"text\":\"\u00e9\u4e2d\ud83d\ude00\"}");
        run("tokenize", "--input", texts, "--output", file("ids.jsonl"), "--no-special-tokens");
        run("tokenize", "--decode", "--input", file("ids.jsonl"), "--output", file("back.jsonl"));
        assertEquals(read("texts.jsonl"), read("back.jsonl"));
    }

    @Test
    void a_chat_is_rendered_and_encoded_without_more_special_tokens() throws IOException {
        var chats = write(
                "chats.jsonl",
                "{\"id\":1,\"messages\":[{\"role\":\"user\",\"content\":\"2+2?\"}],\"add_generation_prompt\":true}");
        run("tokenize", "--chat", "--input", chats, "--output", file("out.jsonl"));
        var rendered = read("out.jsonl").getFirst();
        assertTrue(rendered.path("text").textValue().contains("2+2?"), rendered.toString());
        run("tokenize", "--decode", "--input", file("out.jsonl"), "--output", file("back.jsonl"));
        assertEquals(rendered.path("text"), read("back.jsonl").getFirst().path("text"));
    }

    @Test
    void evaluate_reports_greedy_and_sampled_figures() throws IOException {
        var data = write(
                "data.jsonl", "{\"question\":\"2+2?\",\"answer\":\"4\"}", "{\"question\":\"3+3?\",\"answer\":\"6\"}");
        var result = run(
                "evaluate", "--data", data, "--samples", "3", "--max-new-tokens", "5", "--output", file("out.jsonl"));
        assertTrue(result.out().contains("majority@3"), result.out());
        assertEquals(3, read("out.jsonl").getFirst().path("samples").size());
        var json = JSON.readTree(run("evaluate", "--data", data, "--json", "--limit", "1", "--max-new-tokens", "5")
                .out());
        assertEquals(1, json.path("problems").intValue());
        assertTrue(json.path("greedy_accuracy").isNumber(), json.toString());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1,\"tokens\":[]} | a prompt must have 1 to",
                "{\"id\":1,\"tokens\":[1,99999]} | token 1 is 99999",
                "{\"id\":1} | needs a string \"text\"",
            })
    void a_line_that_cannot_be_generated_from_is_named(String line, String reason) throws IOException {
        var input = write("bad.jsonl", "{\"id\":0,\"text\":\"fine\"}", line);
        CommandRun.of("generate", "--model", TinyModel.FOLDER, "--input", input, "--output", file("out.jsonl"))
                .assertFailed("bad.jsonl line 2: " + reason);
        var skipped = run(
                "generate",
                "--input",
                input,
                "--output",
                file("out.jsonl"),
                "--on-bad-line",
                "skip",
                "--max-new-tokens",
                "2");
        assertTrue(skipped.err().contains("1 of 2 lines"), skipped.err());
        assertEquals(1, read("out.jsonl").size());
    }

    @Test
    void a_prompt_longer_than_the_context_is_a_bad_line() throws IOException {
        var input = write("long.jsonl", "{\"id\":0,\"text\":\"" + "12 ".repeat(20_000) + "\"}");
        CommandRun.of("generate", "--model", TinyModel.FOLDER, "--input", input, "--output", file("out.jsonl"))
                .assertFailed("line 1: a prompt must have 1 to", "tokens for this model; this has");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "generate, --temperature -1, '''-1'' is not a number of 0 (greedy) or more'",
        "generate, --temperature hot, '''hot'' is not a number of 0'",
        "generate, --top-p 1.5, '''1.5'' is not a number in (0, 1]'",
        "generate, --top-k -2, '''-2'' is not a whole number from 0'",
        "generate, --max-new-tokens 0, '''0'' is not a whole number from 1'",
        "score, --threads none, '''none'' is not a whole number from 1'",
        "score, --weights int4, '''int4'' is neither float32 nor int8'",
        "tokenize, --on-bad-line ignore, '''ignore'' is not one of stop, skip'",
        "evaluate, --template none, 'it must contain {question}'",
        "evaluate, --limit x, '''x'' is not a whole number from 0'",
    })
    void a_wrong_value_is_named_with_its_flag_and_what_is_allowed(String command, String flag, String rule)
            throws IOException {
        var words = flag.split(" ");
        var input = write("in.jsonl", "{\"question\":\"1\",\"answer\":\"1\"}");
        var inputFlag = command.equals("evaluate") ? "--data" : "--input";
        CommandRun.of(command, "--model", TinyModel.FOLDER, inputFlag, input, "--output", file("o"), words[0], words[1])
                .assertWrongUsage(words[0], rule);
    }

    @Test
    void missing_files_and_flags_are_named() throws IOException {
        var input = write("in.jsonl", "{}");
        CommandRun.of("score", "--model", folder.resolve("none"), "--input", input, "--output", file("o"))
                .assertWrongUsage("--model", "none does not exist");
        CommandRun.of("score", "--model", input, "--input", input, "--output", file("o"))
                .assertWrongUsage("--model", "is neither a folder");
        CommandRun.of("score", "--model", TinyModel.FOLDER, "--input", folder.resolve("none"), "--output", file("o"))
                .assertWrongUsage("--input", "none does not exist");
        CommandRun.of("score", "--model", TinyModel.FOLDER, "--input", input, "--output", folder.resolve("a/b"))
                .assertWrongUsage("--output", "lies in a folder that does not exist");
        CommandRun.of("score", "--model", TinyModel.FOLDER, "--input", input).assertWrongUsage("--output");
        CommandRun.of("generate", "--model", TinyModel.FOLDER, "--input", input).assertWrongUsage("--output");
        CommandRun.of("generate", "--model", TinyModel.FOLDER).assertWrongUsage("--prompt", "--input");
        CommandRun.of(
                        "tokenize",
                        "--model",
                        TinyModel.FOLDER,
                        "--input",
                        input,
                        "--output",
                        file("o"),
                        "--chat",
                        "--decode")
                .assertWrongUsage("--chat", "--decode");
    }

    @Test
    void a_broken_model_fails_with_one_line_that_names_the_file() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{");
        var input = write("in.jsonl", "{\"tokens\":[1,2]}");
        var result = CommandRun.of("score", "--model", folder, "--input", input, "--output", file("o"));
        result.assertFailed("config.json");
        assertEquals(2, result.err().lines().count(), result.err());
        assertTrue(CommandRun.of("--verbose", "score", "--model", folder, "--input", input, "--output", file("o"))
                .err()
                .contains("\tat mathesis."));
    }

    private void sample(Path input, String output, Object[] flags, Object... more) {
        var all = Stream.concat(
                Stream.of("generate", "--input", input, "--output", file(output)),
                Stream.concat(Stream.of(flags), Stream.of(more)));
        run(all.toArray());
    }

    private static CommandRun run(Object... command) {
        return CommandRun.of(Stream.concat(Stream.of(command), Stream.of("--model", TinyModel.FOLDER))
                        .toArray())
                .assertDone();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(file(name), List.of(lines));
    }

    private List<JsonNode> read(String name) throws IOException {
        var nodes = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(file(name))) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    private static Stream<Integer> ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::intValue);
    }
}
