package mathesis.rollout.problems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import mathesis.rollout.problems.Mistake.Slip;
import mathesis.rollout.problems.Mistake.StopsEarly;
import mathesis.rollout.problems.Mistake.WrongNumber;
import mathesis.rollout.problems.Mistake.WrongOperation;

/// A worked solution: its steps in order, at least one.
record Working(List<Line> lines) {
    /// One line, such as `12+7=19`; the result is wrong where the solution slips.
    record Line(int left, Operation operation, int right, int result) {
        @Override
        public String toString() {
            return "" + left + operation.sign + right + "=" + result;
        }
    }

    int answer() {
        return lines.getLast().result();
    }

    /// The solution as text: a line for each step, then `#### answer`.
    String text() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining("", "", "#### " + answer()));
    }

    static Optional<Working> right(List<Step> steps, int[] numbers) {
        return work(steps, numbers, Optional.empty());
    }

    static Optional<Working> wrong(List<Step> steps, int[] numbers, Mistake mistake) {
        return work(steps, numbers, Optional.of(mistake));
    }

    /// Works the steps through; nothing when a value on the way cannot be written.
    private static Optional<Working> work(List<Step> steps, int[] numbers, Optional<Mistake> mistake) {
        int end = mistake.filter(StopsEarly.class::isInstance).isPresent() ? steps.size() - 1 : steps.size();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < end; i++) {
            var line = line(i, steps.get(i), numbers, lines, mistake);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            lines.add(line.get());
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Working(List.copyOf(lines)));
    }

    private static Optional<Line> line(int i, Step step, int[] numbers, List<Line> before, Optional<Mistake> mistake) {
        var operation = step.operation();
        int off = 0;
        char right = step.right();
        switch (mistake.orElse(new StopsEarly())) {
            case WrongOperation(int at, var used) -> operation = at == i ? used : operation;
            case WrongNumber(int at, char used) -> right = at == i ? used : right;
            case Slip(int at, int by) -> off = at == i ? by : 0;
            case StopsEarly() -> {}
        }
        int leftValue = value(step.left(), numbers, before);
        int rightValue = value(right, numbers, before);
        var result = slipped(operation.apply(leftValue, rightValue), off);
        return result.isPresent()
                ? Optional.of(new Line(leftValue, operation, rightValue, result.getAsInt()))
                : Optional.empty();
    }

    private static OptionalInt slipped(OptionalInt result, int off) {
        boolean writable =
                result.isPresent() && result.getAsInt() + off >= 0 && result.getAsInt() + off <= Operation.LARGEST;
        return writable ? OptionalInt.of(result.getAsInt() + off) : OptionalInt.empty();
    }

    private static int value(char name, int[] numbers, List<Line> before) {
        int result = Step.RESULTS.indexOf(name);
        return result < 0 ? numbers[name - 'a'] : before.get(result).result();
    }
}
