package mathesis.rollout.problems;

import java.util.Optional;
import mathesis.rollout.problems.Mistake.Slip;
import mathesis.rollout.problems.Mistake.StopsEarly;
import mathesis.rollout.problems.Mistake.WrongNumber;
import mathesis.rollout.problems.Mistake.WrongOperation;

/// Decides whether a solution goes wrong, and how.
final class WrongTurns {
    private static final int TRIES = 20;
    private static final int[] SLIPS = {1, -1, 10, -10};

    private final MistakeRates rates;
    private final Draws draws;

    WrongTurns(MistakeRates rates, Draws draws) {
        this.rates = rates;
        this.draws = draws;
    }

    /// The solution to show: the right one, or one that reaches another answer.
    Working solution(Pattern pattern, int[] numbers, Working right) {
        var misconception = pattern.misconception();
        if (misconception.isPresent() && draws.chance(rates.misconception(pattern.family()))) {
            return Working.wrong(pattern.steps(), numbers, misconception.get()).orElseThrow();
        }
        return draws.chance(rates.other()) ? otherwiseWrong(pattern, numbers, right) : right;
    }

    private Working otherwiseWrong(Pattern pattern, int[] numbers, Working right) {
        for (int i = 0; i < TRIES; i++) {
            var wrong = mistake(pattern).flatMap(mistake -> Working.wrong(pattern.steps(), numbers, mistake));
            if (wrong.isPresent() && wrong.get().answer() != right.answer()) {
                return wrong.get();
            }
        }
        var lastSlip = new Slip(pattern.steps().size() - 1, 1); // always possible
        return Working.wrong(pattern.steps(), numbers, lastSlip).orElseThrow();
    }

    private Optional<Mistake> mistake(Pattern pattern) {
        var kinds = MistakeKind.values();
        var weights = new double[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            weights[i] = rates.weight(kinds[i]);
        }
        int steps = pattern.steps().size();
        int step = draws.below(steps);
        return switch (kinds[draws.weighted(weights)]) {
            case WRONG_OPERATION -> Optional.of(new WrongOperation(step, Operation.values()[draws.below(4)]));
            case WRONG_NUMBER -> Optional.of(new WrongNumber(step, (char) ('a' + draws.below(pattern.numbers()))));
            case SLIP -> Optional.of(new Slip(step, SLIPS[draws.below(SLIPS.length)]));
            case STOPS_EARLY -> steps > 1 ? Optional.of(new StopsEarly()) : Optional.empty();
        };
    }
}
