package mathesis.actors.mining;

import mathesis.corpus.rounds.MiningTask;

/// The controller has on disk, or otherwise knows, how a task went: it need not be told again.
public record Noted(MiningTask task) implements WarcWorker.Command, RangeEntity.Command {}
