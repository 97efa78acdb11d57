package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.engine.tokenizer.HuggingFaceTokenizer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis tokenize`: texts or conversations to token ids, and ids to text.
@Command(
        name = "tokenize",
        description = {
            "Turn text into token ids, and back.",
            "Reads {\"id\",\"text\"} and writes {\"id\",\"tokens\"}; --decode goes the other way; --chat reads"
                    + " {\"id\",\"messages\",\"add_generation_prompt\"} and writes {\"id\",\"text\",\"tokens\"}."
        })
final class TokenizeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            converter = PathConverters.ExistingModel.class,
            description = "Folder with tokenizer.json (weights are not needed) or a .bin file of llama2.c.")
    private Path model;

    @Mixin
    private JsonlOptions files;

    @ArgGroup(exclusive = true)
    private Direction direction = new Direction();

    @Option(names = "--no-special-tokens", description = "Do not put the model's begin or end tokens around a text.")
    private boolean noSpecialTokens;

    @Option(names = "--skip-special-tokens", description = "With --decode: leave special tokens out of the text.")
    private boolean skipSpecialTokens;

    private static final class Direction {
        @Option(names = "--chat", description = "Render conversations with the model's chat template first.")
        private boolean chat;

        @Option(names = "--decode", description = "Turn ids into text.")
        private boolean decode;
    }

    @Override
    public Integer call() throws IOException {
        var tokenizer = tokenizer();
        if (direction.chat && !tokenizer.hasChatTemplate()) {
            throw new WrongUsageException("--chat needs a chat template, and " + model + " has none");
        }
        var err = spec.commandLine().getErr();
        var reader = new JsonLinesReader(files.input, files.onBadLine, err);
        var progress = Progress.of(err, "tokenizing");
        try (var writer = new JsonLinesWriter(files.output)) {
            reader.forEach(line -> {
                writer.write(answer(tokenizer, line));
                progress.advance();
            });
        } finally {
            progress.finish();
        }
        reader.reportSkipped();
        return CommandLines.DONE;
    }

    private Tokenizer tokenizer() throws IOException {
        if (Files.exists(model.resolve("tokenizer.json"))) {
            return HuggingFaceTokenizer.load(model);
        }
        try (var loaded = PretrainedModel.load(model)) {
            return loaded.tokenizer();
        }
    }

    private ObjectNode answer(Tokenizer tokenizer, JsonLine line) {
        var answer = JsonLinesWriter.answer(line);
        if (direction.decode) {
            var tokens = line.tokens(tokenizer.vocabularySize());
            return answer.put("text", tokenizer.decode(tokens, skipSpecialTokens));
        }
        if (direction.chat) {
            var text = PromptReader.rendered(tokenizer, line);
            return answer.put("text", text).set("tokens", JsonLinesWriter.array(tokenizer.encode(text, false)));
        }
        return answer.set("tokens", JsonLinesWriter.array(tokenizer.encode(line.text("text"), !noSpecialTokens)));
    }
}
