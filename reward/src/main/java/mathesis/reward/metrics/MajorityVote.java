package mathesis.reward.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// The answer that most samples agree on.
///
/// @param first  index of the first sample that gave the winning answer
/// @param votes  how many gave it
/// @param voters how many gave any answer
public record MajorityVote(int first, int votes, int voters) {
    /// Counts the votes. An empty answer has no vote; an answer joins the first earlier answer that means the same; of
    /// answers with equally many votes, the one first seen wins.
    ///
    /// @param same whether two answers mean the same
    /// @return nothing when no sample has an answer
    public static Optional<MajorityVote> among(List<String> answers, BiPredicate<String, String> same) {
        var firsts = new ArrayList<Integer>();
        var votes = new int[answers.size()];
        int voters = 0;
        for (int i = 0; i < answers.size(); i++) {
            var answer = answers.get(i);
            if (!answer.isEmpty()) {
                int earlier = firsts.stream()
                        .filter(first -> same.test(answers.get(first), answer))
                        .findFirst()
                        .orElse(i);
                if (earlier == i) {
                    firsts.add(i);
                }
                votes[earlier]++;
                voters++;
            }
        }
        int all = voters;
        return firsts.stream()
                .reduce((best, next) -> votes[next] > votes[best] ? next : best)
                .map(winner -> new MajorityVote(winner, votes[winner], all));
    }
}
