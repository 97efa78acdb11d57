package mathesis.reward.model;

import java.util.Locale;

/// What a reward model judges.
public enum Supervision {
    /// The whole solution, at its last token (DeepSeekMath section 4.1.2).
    OUTCOME,
    /// Every step, at the step's last token (section 4.1.3).
    PROCESS;

    /// As flags and files write it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
