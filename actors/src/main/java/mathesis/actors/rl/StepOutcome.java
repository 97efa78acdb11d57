package mathesis.actors.rl;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import mathesis.learner.StepReport;

/// What a learning step came to.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @Type(value = StepOutcome.Learned.class, name = "learned"),
    @Type(value = StepOutcome.Quarantined.class, name = "quarantined"),
    @Type(value = StepOutcome.Empty.class, name = "empty")
})
public sealed interface StepOutcome {
    /// The weights have moved.
    record Learned(StepReport report) implements StepOutcome {}

    /// The batch gave no finite gradient; the weights are as they were.
    record Quarantined(String reason) implements StepOutcome {}

    /// Every group of the step was lost.
    record Empty(String reason) implements StepOutcome {}
}
