/// What evaluation reports about graded samples: accuracy, pass@k, majority voting.
package mathesis.reward.metrics;
