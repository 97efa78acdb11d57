package mathesis.bench.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import mathesis.bench.measure.Sample;
import mathesis.corpus.training.FastTextTrainer;
import mathesis.corpus.training.TrainingOptions;
import mathesis.corpus.training.TrainingProgress;
import mathesis.corpus.training.TrainingText;
import mathesis.corpus.training.TrainingWatch;

/// CPU seconds of the threads of one training, a reading for each half of an epoch from some epoch on; what
/// comes before starts rows and lets the compiler finish. Ends the training when it has seen enough, so no model
/// is made.
final class TrainingClock {
    private static final double STEP_EPOCHS = 0.5;

    private final double fromEpoch;
    private final int readings;
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final List<Mark> marks = new ArrayList<>();
    private volatile boolean over;

    /// @param seconds of CPU that all threads have used until then
    private record Mark(double epochs, double seconds) {}

    private TrainingClock(double fromEpoch, int readings) {
        this.fromEpoch = fromEpoch;
        this.readings = readings;
    }

    /// Tokens read in a CPU second of a thread, from this epoch to half an epoch before the last one's end.
    static Sample tokensPerSecond(TrainingPages pages, TrainingOptions options, int fromEpoch) {
        int readings = (int) ((options.model().epoch() - fromEpoch) / STEP_EPOCHS) - 1;
        var clock = new TrainingClock(fromEpoch, readings);
        clock.train(pages, options);
        return new Sample(IntStream.range(0, readings)
                .mapToDouble(i -> rate(clock.marks.get(i), clock.marks.get(i + 1), pages.tokens()))
                .toArray());
    }

    private static double rate(Mark from, Mark to, long tokens) {
        return (to.epochs - from.epochs) * tokens / (to.seconds - from.seconds);
    }

    private void train(TrainingPages pages, TrainingOptions options) {
        var watch = new TrainingWatch(this::progress, () -> over);
        try (var pool = Executors.newFixedThreadPool(options.threads(), this::worker)) {
            new FastTextTrainer(options, pool, watch).train(TrainingText.of(pages.lines()));
            throw new IllegalStateException("the training ended before it was measured");
        } catch (CancellationException _) {
            // by this clock
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread worker(Runnable work) {
        var thread = Thread.ofPlatform().daemon().name("trainer").unstarted(work);
        workers.add(thread);
        return thread;
    }

    /// One thread at a time comes here, and tells of tokens that all have read.
    private void progress(TrainingProgress now) {
        if (!over && now.epochs() >= fromEpoch + STEP_EPOCHS * marks.size()) {
            marks.add(new Mark(now.epochs(), cpuSeconds()));
            over = marks.size() > readings;
        }
    }

    private double cpuSeconds() {
        var threads = ManagementFactory.getThreadMXBean();
        return workers.stream()
                        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
                        .sum()
                / 1e9;
    }
}
