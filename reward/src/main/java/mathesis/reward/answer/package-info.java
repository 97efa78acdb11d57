/// Grading by the final answer: find it by the rules of a policy, and judge it against the reference answer.
package mathesis.reward.answer;
