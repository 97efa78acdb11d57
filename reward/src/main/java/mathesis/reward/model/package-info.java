/// Learned rewards: outcome and process models on the engine's transformer, their labels and their training.
///
/// Source: DeepSeekMath sections 4.1.2 and 4.1.3; Math-Shepherd, arXiv:2312.08935.
package mathesis.reward.model;
