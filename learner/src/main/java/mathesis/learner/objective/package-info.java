/// What training maximises: one file for each method of the paper's unified view (section 5), each a gradient
/// coefficient `c_t` in `sum_t c_t * grad log pi(o_t)`.
///
/// Where to look: [Grpo] is what the ring trains with, made of `PolicyTerm` (ratio, clip, advantage) and `KlTerm`.
/// [Sft], [Rft] and [OnlineRft] weigh log-likelihoods, [Dpo] compares pairs, [Ppo] takes its advantages from
/// values.
package mathesis.learner.objective;
