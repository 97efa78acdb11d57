package mathesis.reward;

import mathesis.rollout.Group;

/// Grades every completion of a group. Implementations are safe for any number of threads.
public interface Grader {
    /// Grades a whole group; a completion that cannot be graded gets [Grade.Unscorable] or [Grade.Failed], never a 0.
    GradedGroup grade(Group group);
}
