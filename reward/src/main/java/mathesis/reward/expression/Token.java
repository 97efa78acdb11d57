package mathesis.reward.expression;

/// One sign of an answer.
///
/// @param text   canonical spelling; for [Kind#TEXT] the words, for [Kind#NUMBER] digits and point
/// @param spaced whether space stands before it
record Token(Kind kind, String text, boolean spaced) {
    enum Kind {
        NUMBER,
        SYMBOL,
        FUNCTION,
        /// Words in a text command, or a bare run of letters that is no product of unknowns.
        TEXT,
        /// A LaTeX command with arguments: frac, sqrt, binom, ...
        COMMAND,
        OPERATOR,
        OPEN,
        CLOSE,
        /// Begins a matrix.
        BEGIN,
        /// Ends one.
        END_ENVIRONMENT,
        END
    }

    boolean is(Kind other, String spelling) {
        return kind == other && text.equals(spelling);
    }

    boolean isOperator(String spelling) {
        return is(Kind.OPERATOR, spelling);
    }
}
