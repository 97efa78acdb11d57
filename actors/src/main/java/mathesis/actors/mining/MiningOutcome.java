package mathesis.actors.mining;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import mathesis.corpus.rounds.RoundEnd;

/// How a mining run ended well.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @Type(value = MiningOutcome.Finished.class, name = "finished"),
    @Type(value = MiningOutcome.Waiting.class, name = "waiting")
})
public sealed interface MiningOutcome {
    /// Its rounds are over.
    record Finished(int rounds, RoundEnd end) implements MiningOutcome {}

    /// It goes on when the domains of this round are annotated.
    record Waiting(int round) implements MiningOutcome {}
}
