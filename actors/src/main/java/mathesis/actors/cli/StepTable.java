package mathesis.actors.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// The live table of a run: one line a step, its header again every so many lines.
final class StepTable {
    private static final int LINES_PER_HEADER = 30;
    private static final String ROW = "%5s %6s %8s %7s %7s %6s %5s %9s %9s %5s";

    /// What one step's line shows.
    ///
    /// @param step             number of the step, from 1
    /// @param reward           mean over the step's completions
    /// @param heldOut          greedy accuracy, where it was measured after this step
    /// @param kl               divergence from the reference policy, nats a token
    /// @param entropy          of the policy, nats a token
    /// @param length           mean tokens a completion
    /// @param gap              largest difference between a log-probability while sampling and the learner's own
    /// @param sampledPerSecond tokens sampled, over the time that sampling took
    /// @param trainedPerSecond tokens trained on, over the time that training took
    /// @param seconds          wall-clock time of the step
    /// @param phases           seconds by what they were spent on, the same names in the same order at every step
    record Row(
            long step,
            double reward,
            OptionalDouble heldOut,
            double kl,
            double entropy,
            double length,
            double gap,
            double sampledPerSecond,
            double trainedPerSecond,
            double seconds,
            Map<String, Double> phases) {}

    private int rows;

    /// The lines to print for a step.
    List<String> lines(Row row) {
        var lines = new ArrayList<String>();
        if (rows++ % LINES_PER_HEADER == 0) {
            lines.add(header(row.phases().keySet()));
        }
        String figures = String.format(
                Locale.ROOT,
                ROW,
                row.step(),
                number("%.3f", row.reward()),
                row.heldOut().isPresent()
                        ? number("%.1f %%", 100 * row.heldOut().getAsDouble())
                        : "",
                number("%.4f", row.kl()),
                number("%.3f", row.entropy()),
                number("%.1f", row.length()),
                row.gap() == 0 ? "0" : number("%.0e", row.gap()),
                number("%,.0f", row.sampledPerSecond()),
                number("%,.0f", row.trainedPerSecond()),
                number("%.1f", row.seconds()));
        lines.add(figures + " |" + shares(row.phases()));
        return lines;
    }

    private static String header(Set<String> phases) {
        String names = phases.stream().map(name -> " " + name).collect(Collectors.joining());
        return String.format(
                        ROW,
                        "step",
                        "reward",
                        "held-out",
                        "KL",
                        "entropy",
                        "length",
                        "gap",
                        "sampled/s",
                        "trained/s",
                        "s")
                + " |" + names + " %";
    }

    /// Whole per cent under each name, adding up to 100.
    private static String shares(Map<String, Double> phases) {
        int[] percent = Shares.percent(
                phases.values().stream().mapToDouble(Double::doubleValue).toArray());
        var line = new StringBuilder();
        int column = 0;
        for (String name : phases.keySet()) {
            line.append(" ").append(String.format(Locale.ROOT, "%" + name.length() + "d", percent[column++]));
        }
        return line.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
