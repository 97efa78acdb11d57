/// The RL ring: actors that deal problems, sample, grade, pack, learn and send weights back.
/// [mathesis.actors.rl.RlRun] runs it.
package mathesis.actors.rl;
