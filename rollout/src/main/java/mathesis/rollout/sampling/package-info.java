/// How the next token is drawn, and how many sequences share one decoder.
package mathesis.rollout.sampling;
