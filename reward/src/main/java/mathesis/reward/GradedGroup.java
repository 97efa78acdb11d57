package mathesis.reward;

import java.util.List;
import mathesis.rollout.Group;

/// A group with one grade for each completion.
///
/// @param tally what the rewards said, for metrics
public record GradedGroup(Group group, List<Grade> grades, RewardTally tally) {
    public GradedGroup {
        grades = List.copyOf(grades);
        if (grades.size() != group.completions().size()) {
            throw new IllegalArgumentException("group " + group.id() + " has "
                    + group.completions().size() + " completions but " + grades.size() + " grades");
        }
    }

    /// A group whose rewards left no tally.
    public GradedGroup(Group group, List<Grade> grades) {
        this(group, grades, RewardTally.NONE);
    }
}
