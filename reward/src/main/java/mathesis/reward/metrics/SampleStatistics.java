package mathesis.reward.metrics;

import java.util.List;
import java.util.function.BiPredicate;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.GradedGroup;

/// How well the samples of a set of problems did. A completion without a grade is left out of its group, and a group
/// without any is left out of the averages and counted.
///
/// @param problems   groups with at least one graded completion
/// @param unscorable groups without
/// @param mean       average over problems of the share of right completions
/// @param passAtK    average over problems of the chance that one of k is right
/// @param majority   share of problems whose majority answer is right
public record SampleStatistics(int problems, int unscorable, double mean, double passAtK, double majority) {
    /// @param k    capped at the number of graded completions of a problem
    /// @param same whether two answers mean the same
    public static SampleStatistics of(List<GradedGroup> groups, int k, BiPredicate<String, String> same) {
        int problems = 0;
        double mean = 0;
        double passAtK = 0;
        double majority = 0;
        for (var group : groups) {
            var graded =
                    group.grades().stream().filter(SampleStatistics::isGraded).toList();
            if (!graded.isEmpty()) {
                int right =
                        (int) graded.stream().filter(SampleStatistics::isRight).count();
                problems++;
                mean += (double) right / graded.size();
                passAtK += PassAtK.of(graded.size(), right, Math.min(k, graded.size()));
                majority += majorityIsRight(graded, same) ? 1 : 0;
            }
        }
        int counted = Math.max(1, problems);
        return new SampleStatistics(
                problems, groups.size() - problems, mean / counted, passAtK / counted, majority / counted);
    }

    private static boolean majorityIsRight(List<Grade> graded, BiPredicate<String, String> same) {
        return MajorityVote.among(graded.stream().map(SampleStatistics::answer).toList(), same)
                .map(vote -> isRight(graded.get(vote.first())))
                .orElse(false);
    }

    private static boolean isGraded(Grade grade) {
        return switch (grade) {
            case OutcomeGrade _, ProcessGrade _ -> true;
            case Unscorable _, Failed _ -> false;
        };
    }

    private static boolean isRight(Grade grade) {
        return switch (grade) {
            case OutcomeGrade outcome -> outcome.correct();
            case ProcessGrade process -> process.correct();
            case Unscorable _, Failed _ -> false;
        };
    }

    private static String answer(Grade grade) {
        return switch (grade) {
            case OutcomeGrade outcome -> outcome.answer();
            case ProcessGrade _, Unscorable _, Failed _ -> "";
        };
    }
}
