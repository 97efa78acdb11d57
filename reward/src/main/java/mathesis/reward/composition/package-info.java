/// What a solution is paid: rewards by rule, and the weighted sum of all rewards.
package mathesis.reward.composition;
