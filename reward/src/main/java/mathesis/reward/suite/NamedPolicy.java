package mathesis.reward.suite;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mathesis.reward.answer.ExtractionPolicy;
import mathesis.reward.answer.GoldReading;
import mathesis.reward.answer.GradingPolicy;
import mathesis.reward.answer.PolicyJudge;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.suite.NamedPolicy.Way.Other;
import mathesis.reward.suite.NamedPolicy.Way.Rules;

/// A way of grading that can be asked for by name.
///
/// @param name        lower case, words joined by hyphens
/// @param description what it takes for an answer, in a line
/// @param way         what it comes to
public record NamedPolicy(String name, String description, Way way) {
    /// How a named policy grades.
    public sealed interface Way {
        /// By rules of extraction and our own comparison.
        record Rules(GradingPolicy policy) implements Way {}

        /// As a grader with rules of its own.
        record Other(Supplier<SolutionJudge> judges) implements Way {}
    }

    private static final List<NamedPolicy> ALL = Stream.concat(
                    SuitePolicies.ALL.stream(), DeepSeekPolicies.ALL.stream())
            .toList();

    /// All of them, the default first.
    public static List<NamedPolicy> all() {
        return ALL;
    }

    /// The policy of this name.
    ///
    /// @throws IllegalArgumentException with the names that there are
    public static NamedPolicy named(String name) {
        return ALL.stream()
                .filter(policy -> policy.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not one of " + names()));
    }

    /// All names, with commas between them.
    public static String names() {
        return ALL.stream().map(NamedPolicy::name).collect(Collectors.joining(", "));
    }

    /// A judge that grades this way.
    public SolutionJudge judge() {
        return judge(UnaryOperator.identity(), EquivalencePolicy.DEFAULT);
    }

    /// The same with other extraction and another comparison, where the policy leaves them open.
    SolutionJudge judge(UnaryOperator<ExtractionPolicy> change, EquivalencePolicy equivalence) {
        return switch (way) {
            case Rules(var policy) ->
                new PolicyJudge(new GradingPolicy(change.apply(policy.extraction()), policy.gold(), equivalence));
            case Other(var judges) -> judges.get();
        };
    }

    static NamedPolicy of(String name, String description, ExtractionPolicy extraction, GoldReading gold) {
        return new NamedPolicy(
                name, description, new Rules(new GradingPolicy(extraction, gold, EquivalencePolicy.DEFAULT)));
    }

    /// A policy with rules of its own.
    public static NamedPolicy of(String name, String description, Supplier<SolutionJudge> judges) {
        return new NamedPolicy(name, description, new Other(judges));
    }
}
