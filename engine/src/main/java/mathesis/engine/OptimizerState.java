package mathesis.engine;

/// What AdamW remembers between updates. The weights blocks are live views: read them only between updates.
///
/// @param updates      updates done so far; sets the bias correction
/// @param firstMoment  running mean of the gradient, in the layout of the weights
/// @param secondMoment running mean of its square
public record OptimizerState(long updates, Weights firstMoment, Weights secondMoment) {}
