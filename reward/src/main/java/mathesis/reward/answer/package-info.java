/// Grading by the final answer: find it in a solution, compare it exactly with the reference answer.
package mathesis.reward.answer;
