package mathesis.actors.mining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.TaskRunner;
import mathesis.corpus.rounds.TokenCounter;
import mathesis.engine.tokenizer.HuggingFaceTokenizer;

/// Makes what does the tasks of a run, with the tokenizer that the run counts by.
final class RunWork {
    private RunWork() {}

    /// @throws UncheckedIOException when the run's archives or its tokenizer cannot be read
    static MiningWork of(MiningFolder folder, MiningConfig config, Executor trainingThreads) {
        try {
            return new TaskRunner(folder, config, counter(config.tokenizer()), trainingThreads)::run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TokenCounter counter(String folder) throws IOException {
        if (folder.isBlank()) {
            return TokenCounter.BYTES_BY_FOUR;
        }
        var tokenizer = HuggingFaceTokenizer.load(Path.of(folder));
        return text -> tokenizer.encode(text, false).length;
    }
}
