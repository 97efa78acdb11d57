/// Where problems come from: question files ([mathesis.rollout.problems.ProblemSet]) and a seeded generator of word
/// problems ([mathesis.rollout.problems.ProblemGenerator]).
package mathesis.rollout.problems;
