package mathesis.actors.cli;

import java.util.List;
import java.util.OptionalDouble;
import mathesis.actors.cli.LineChart.Panel;
import mathesis.actors.cli.LineChart.Unit;

/// How a run went, step by step.
///
/// @param title  of the picture
/// @param points in the order of the steps
record LearningCurve(String title, List<Point> points) {
    /// @param step     learning steps done; 0 is before the first
    /// @param accuracy on the held-out problems, where it was measured
    /// @param reward   mean over the step's completions; none before the first step
    /// @param kl       divergence from the reference policy, nats a token; none before the first step
    record Point(long step, OptionalDouble accuracy, OptionalDouble reward, OptionalDouble kl) {}

    LearningCurve {
        points = List.copyOf(points);
    }

    /// The picture.
    LineChart chart() {
        var accuracy =
                points.stream().filter(point -> point.accuracy().isPresent()).toList();
        var trained =
                points.stream().filter(point -> point.reward().isPresent()).toList();
        return new LineChart(
                title,
                "learning step",
                List.of(
                        new Panel(
                                "Held-out accuracy, greedy",
                                "#0969da",
                                Unit.PERCENT,
                                true,
                                steps(accuracy),
                                accuracy.stream()
                                        .mapToDouble(point -> point.accuracy().getAsDouble())
                                        .toArray()),
                        new Panel(
                                "Mean reward of the sampled solutions",
                                "#1a7f37",
                                Unit.NUMBER,
                                false,
                                steps(trained),
                                trained.stream()
                                        .mapToDouble(point -> point.reward().getAsDouble())
                                        .toArray()),
                        new Panel(
                                "KL to the reference policy, nats a token",
                                "#bc4c00",
                                Unit.NUMBER,
                                false,
                                steps(trained),
                                trained.stream()
                                        .mapToDouble(point -> point.kl().orElse(0))
                                        .toArray())));
    }

    private static double[] steps(List<Point> points) {
        return points.stream().mapToDouble(Point::step).toArray();
    }
}
