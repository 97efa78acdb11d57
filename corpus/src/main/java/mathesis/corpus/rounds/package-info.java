/// Rounds of mining (DeepSeekMath section 2.1): what a round does, in which order, and what each step reads and leaves.
///
/// A round is cut into [MiningTask]s that know nothing of each other: each reads files of the run folder and leaves
/// others, by rename, so that a task that was killed is simply done again. [MiningPlan] says which may be done next,
/// [MiningJournal] remembers which are done, [TaskRunner] does one.
package mathesis.corpus.rounds;
