package mathesis.reward;

import java.util.List;
import mathesis.rollout.Group;

/// A group with one grade for each completion.
public record GradedGroup(Group group, List<Grade> grades) {
    public GradedGroup {
        grades = List.copyOf(grades);
        if (grades.size() != group.completions().size()) {
            throw new IllegalArgumentException("group " + group.id() + " has "
                    + group.completions().size() + " completions but " + grades.size() + " grades");
        }
    }
}
