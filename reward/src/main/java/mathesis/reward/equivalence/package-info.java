/// Whether two short answers mean the same.
package mathesis.reward.equivalence;
