package mathesis.actors.mining;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import mathesis.corpus.rounds.MiningPlan.Position.Working;
import mathesis.corpus.rounds.TaskReport;

/// How fast a step gets on since it began here. Times are nanoseconds of one clock.
final class StepPace {
    private static final Set<String> NO_SUMS = Set.of(TaskThreads.ENDED);

    private final Working began;
    private final long startNanos;
    private final Map<String, Double> sums = new HashMap<>();

    /// @param began where the step stood when this life of the run came to it
    StepPace(Working began, long now) {
        this.began = began;
        this.startNanos = now;
    }

    Working began() {
        return began;
    }

    boolean isOf(Working position) {
        return position.round() == began.round() && position.step() == began.step();
    }

    void add(TaskReport report) {
        report.figures().forEach((name, value) -> {
            if (!NO_SUMS.contains(name)) {
                sums.merge(name, value, Double::sum);
            }
        });
    }

    Map<String, Double> sums() {
        return Map.copyOf(sums);
    }

    double seconds(long now) {
        return (now - startNanos) / 1e9;
    }

    /// Figures for each second of the clock; none before a second has passed.
    Map<String, Double> perSecond(long now) {
        double seconds = seconds(now);
        var rates = new HashMap<String, Double>();
        if (seconds >= 1) {
            sums.forEach((name, sum) -> rates.put(name, sum / seconds));
        }
        return rates;
    }

    /// Seconds that the step takes still at the rate so far; -1 while nothing tells.
    ///
    /// @param partsDone with fractions for what is being done
    double secondsLeft(double partsDone, long now) {
        double since = partsDone - began.done();
        return since <= 0 ? -1 : seconds(now) * (began.parts() - partsDone) / since;
    }
}
