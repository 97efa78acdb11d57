package mathesis.reward.model;

import java.util.List;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Grade.Unscorable;

/// How often a solution is finished rightly from the end of a step: how good a place the step has led to.
///
/// Source: Math-Shepherd, arXiv:2312.08935, section 3.3: hard estimation (any continuation reaches the answer) and soft
/// estimation (the share that does).
///
/// @param right   continuations with the right answer
/// @param samples continuations that could be graded
public record StepLabels(int right, int samples) {
    /// Which label is made of the counts.
    public enum Estimation {
        /// 1 if any continuation is right, else 0. The source trained on these.
        HARD,
        /// The share of right continuations.
        SOFT
    }

    public StepLabels {
        if (right < 0 || right > samples) {
            throw new IllegalArgumentException(right + " of " + samples + " continuations are right");
        }
    }

    /// Counts the grades of the continuations; those that could not be graded do not count.
    public static StepLabels of(List<Grade> grades) {
        int right = 0;
        int samples = 0;
        for (var grade : grades) {
            switch (grade) {
                case OutcomeGrade outcome -> {
                    samples++;
                    right += outcome.correct() ? 1 : 0;
                }
                case ProcessGrade process -> {
                    samples++;
                    right += process.correct() ? 1 : 0;
                }
                case Unscorable _, Failed _ -> {}
            }
        }
        return new StepLabels(right, samples);
    }

    /// A step that ends the solution: its only continuation is itself.
    public static StepLabels ofWhole(boolean correct) {
        return new StepLabels(correct ? 1 : 0, 1);
    }

    /// The label, [LabelledSolution#UNKNOWN] where nothing could be graded.
    public double label(Estimation estimation) {
        if (samples == 0) {
            return LabelledSolution.UNKNOWN;
        }
        return switch (estimation) {
            case HARD -> right > 0 ? 1 : 0;
            case SOFT -> (double) right / samples;
        };
    }
}
