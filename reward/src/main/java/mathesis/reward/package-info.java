/// The door of reward: a group in, grades out.
package mathesis.reward;
