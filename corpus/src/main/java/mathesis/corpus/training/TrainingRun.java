package mathesis.corpus.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.Features;
import mathesis.corpus.classify.ModelArguments;

/// One training of the matrices: threads go through the text, each from a place of its own, until together they have
/// read as many tokens as all epochs hold.
final class TrainingRun {
    private static final int REPORTS = 1000;

    private final TrainingOptions options;
    private final TrainingText text;
    private final ModelArguments arguments;
    private final Dictionary dictionary;
    private final InputRows input;
    private final OutputRows output;
    private final TrainingWatch watch;
    private final LossStep loss;
    private final LossCurve curve = new LossCurve();
    private final AtomicLong tokensDone = new AtomicLong();
    private final AtomicLong reported = new AtomicLong();
    private final long tokensToDo;
    private final long startNanos = System.nanoTime();
    private volatile boolean stopped;

    TrainingRun(
            TrainingOptions options,
            TrainingText text,
            ModelArguments arguments,
            Dictionary dictionary,
            InputRows input,
            OutputRows output,
            TrainingWatch watch) {
        this.options = options;
        this.text = text;
        this.arguments = arguments;
        this.dictionary = dictionary;
        this.input = input;
        this.output = output;
        this.watch = watch;
        this.loss = LossStep.of(arguments, output, dictionary);
        this.tokensToDo =
                Math.multiplyExact(dictionary.tokens(), options.model().epoch());
    }

    /// Returns when all threads have ended. Fewer threads of the executor than the options name take their turns.
    LossCurve run(Executor executor) throws IOException {
        var threads = IntStream.range(0, options.threads())
                .mapToObj(thread -> CompletableFuture.runAsync(() -> guarded(thread), executor))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(threads).join();
        } catch (CompletionException e) {
            throw cause(e);
        } catch (CancellationException e) {
            stopped = true;
            throw e;
        }
        return curve;
    }

    private static RuntimeException cause(CompletionException e) throws IOException {
        switch (e.getCause()) {
            case UncheckedIOException io -> throw io.getCause();
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            default -> throw e;
        }
    }

    private void guarded(int thread) {
        try {
            learn(thread);
        } catch (IOException e) {
            stopped = true;
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            stopped = true;
            throw e;
        }
    }

    private void learn(int thread) throws IOException {
        var state = new StepState(arguments.dim(), output.rows(), (long) options.seed() + thread);
        var learner = new Learner(input, loss, state);
        var features = new Features(arguments, dictionary);
        var tally = new Tally(state);
        try (var lines = new LineLoop(text, thread, options.threads())) {
            while (!stopped && tokensDone.get() < tokensToDo) {
                lines.next();
                for (int at = lines.from(); at < lines.to(); ) {
                    requireNotCancelled();
                    at = features.read(lines.buffer(), at, lines.to());
                    learner.learn(features, rate(tokensDone.get()));
                    tally.add(features.tokens());
                }
            }
        }
        tally.tellLoss();
    }

    private void requireNotCancelled() {
        if (watch.cancelled().getAsBoolean()) {
            stopped = true;
            throw new CancellationException("the training was cancelled");
        }
    }

    private float rate(long done) {
        return (float) (options.learningRate() * (1 - share(done)));
    }

    private double share(long done) {
        return Math.min(1, (double) done / tokensToDo);
    }

    /// What one thread has read and not yet told the others.
    private final class Tally {
        /// Tokens between two looks at the loss: it is for people, so it need not be told with every line.
        private static final int LOSS_TOKENS = 10_000;

        private final StepState state;
        private long tokens;
        private long tokensSinceLoss;
        private double lossTold;
        private long linesTold;

        Tally(StepState state) {
            this.state = state;
        }

        void add(int count) {
            tokens += count;
            if (tokens > options.model().lrUpdateRate()) {
                long done = tokensDone.addAndGet(tokens);
                tokensSinceLoss += tokens;
                tokens = 0;
                if (tokensSinceLoss > LOSS_TOKENS) {
                    tellLoss();
                }
                report(done);
            }
        }

        void tellLoss() {
            curve.add(share(tokensDone.get()), state.lossSum() - lossTold, state.examples() - linesTold);
            lossTold = state.lossSum();
            linesTold = state.examples();
            tokensSinceLoss = 0;
        }
    }

    /// One thread reports at a time; another that finds the report made goes on.
    private void report(long done) {
        long step = Math.min(REPORTS, (long) (share(done) * REPORTS));
        long last = reported.get();
        if (step > last && reported.compareAndSet(last, step)) {
            double share = share(done);
            double seconds = Math.max(1e-9, (System.nanoTime() - startNanos) / 1e9);
            synchronized (watch) {
                watch.progress()
                        .accept(new TrainingProgress(
                                share,
                                share * options.model().epoch(),
                                rate(done),
                                curve.mean(share - 0.05, share),
                                done / seconds / options.threads()));
            }
        }
    }
}
