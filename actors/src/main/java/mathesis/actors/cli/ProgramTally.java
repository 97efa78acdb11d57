package mathesis.actors.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mathesis.reward.python.ProgramResult;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Raised;
import mathesis.reward.python.ProgramResult.Stopped;

/// How many programs ended in which way.
final class ProgramTally {
    private final Map<String, Integer> counts = new TreeMap<>();
    private int programs;

    void count(ProgramResult result) {
        programs++;
        counts.merge(
                switch (result) {
                    case Finished finished -> finished.value().isPresent() ? "with a value" : "without a value";
                    case Raised _ -> "failed";
                    case Stopped stopped -> stopped.limit().label();
                },
                1,
                Integer::sum);
    }

    String summary(double seconds) {
        var outcomes = counts.entrySet().stream()
                .map(outcome -> String.format(Locale.ROOT, "%,d %s", outcome.getValue(), outcome.getKey()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%,d programs in %.1f s, %.0f a second%s",
                programs,
                seconds,
                programs / Math.max(seconds, 1e-3),
                outcomes.isEmpty() ? "" : ": " + outcomes);
    }
}
