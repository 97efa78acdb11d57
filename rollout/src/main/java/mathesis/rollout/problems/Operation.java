package mathesis.rollout.problems;

import java.util.OptionalInt;

/// The four operations of the generated problems, over the numbers that they may hold.
enum Operation {
    PLUS('+'),
    MINUS('-'),
    TIMES('*'),
    OVER('/');

    /// The largest value that a worked solution may show.
    static final int LARGEST = 999;

    final char sign;

    Operation(char sign) {
        this.sign = sign;
    }

    static Operation of(char sign) {
        for (var operation : values()) {
            if (operation.sign == sign) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no operation is written " + sign);
    }

    /// The result, or nothing when it is negative, no whole number or too large.
    OptionalInt apply(int left, int right) {
        int result = switch (this) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case OVER -> right != 0 && left % right == 0 ? left / right : -1;
        };
        return result >= 0 && result <= LARGEST ? OptionalInt.of(result) : OptionalInt.empty();
    }
}
