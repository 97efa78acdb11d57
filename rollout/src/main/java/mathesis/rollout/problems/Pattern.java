package mathesis.rollout.problems;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.rollout.problems.Mistake.StopsEarly;
import mathesis.rollout.problems.Mistake.WrongOperation;

/// A sentence pattern with the steps that solve it; `patterns.txt` lists all and explains the notation.
///
/// @param numbers how many numbers the text holds: a, b, ...
record Pattern(Family family, List<Step> steps, int numbers, String text) {
    /// All patterns, in file order.
    static final List<Pattern> ALL = load();

    /// The patterns of so many operations.
    static List<Pattern> ofSteps(int steps) {
        return ALL.stream().filter(pattern -> pattern.steps.size() == steps).toList();
    }

    private static List<Pattern> load() {
        try (InputStream in = Pattern.class.getResourceAsStream("patterns.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Pattern::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern parse(String line) {
        var parts = line.split("\\|", 3);
        var steps = Arrays.stream(parts[1].strip().split(", ")).map(Step::parse).toList();
        var text = parts[2].strip();
        int numbers = (int) "abcd"
                .chars()
                .filter(name -> text.contains("{" + (char) name + "}"))
                .count();
        return new Pattern(Family.valueOf(parts[0].strip()), steps, numbers, text);
    }

    /// What the family's misconception does here, if it has one.
    Optional<Mistake> misconception() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).misread().isPresent()) {
                return Optional.of(new WrongOperation(i, steps.get(i).misread().get()));
            }
        }
        return family == Family.LAST_STEP ? Optional.of(new StopsEarly()) : Optional.empty();
    }

    /// Whether the named number is a factor or divisor in some step.
    boolean keepsSmall(char name) {
        return steps.stream().anyMatch(step -> step.keepsSmall(name));
    }

    /// The text with its blanks filled.
    String fill(Map<String, String> words, int[] numbers) {
        var all = new HashMap<>(words);
        for (int i = 0; i < numbers.length; i++) {
            all.put(String.valueOf((char) ('a' + i)), Integer.toString(numbers[i]));
        }
        return fill(all);
    }

    /// The text with the blanks filled that have a word; the others vanish.
    String fill(Map<String, String> words) {
        var filled = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            filled.append(text, from, open).append(words.getOrDefault(text.substring(open + 1, close), ""));
            from = close + 1;
        }
        return filled.append(text, from, text.length()).toString();
    }
}
