/// The door of rollout: a problem in, a group of sampled solutions out.
package mathesis.rollout;
