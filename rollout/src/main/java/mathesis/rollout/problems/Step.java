package mathesis.rollout.problems;

import java.util.Optional;

/// One step of a pattern's solution: `a-b~+` subtracts number b from number a, and is easily misread as adding them.
///
/// @param left      names a number of the text (a to d) or an earlier result (x, y)
/// @param operation what is right
/// @param right     like `left`
/// @param misread   the operation that the family's misconception uses here
record Step(char left, Operation operation, char right, Optional<Operation> misread) {
    /// Names of the results, in step order.
    static final String RESULTS = "xyz";

    static Step parse(String text) {
        if (text.length() != 3 && (text.length() != 5 || text.charAt(3) != '~')) {
            throw new IllegalArgumentException("not a step: " + text);
        }
        var misread = text.length() == 5 ? Optional.of(Operation.of(text.charAt(4))) : Optional.<Operation>empty();
        return new Step(text.charAt(0), Operation.of(text.charAt(1)), text.charAt(2), misread);
    }

    /// Whether the named number is a factor or a divisor here, and so should be small.
    boolean keepsSmall(char name) {
        return switch (operation) {
            case PLUS, MINUS -> false;
            case TIMES -> name == left || name == right;
            case OVER -> name == right;
        };
    }
}
