/// Mathematical expressions as people write them in answers: reading them, canonical forms over the rational numbers,
/// and deciding whether two have the same value everywhere.
package mathesis.reward.expression;
