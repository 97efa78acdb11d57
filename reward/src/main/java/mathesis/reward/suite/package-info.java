/// Grading by name: the formats of the paper's evaluation suites, and the paper's own grader with its quirks.
package mathesis.reward.suite;
