package mathesis.reward.equivalence;

/// The reasons that verdicts of this room give, so that they can be counted.
enum Reason {
    SAME_TEXT("same text"),
    SAME_NUMBER("same number"),
    SAME_VALUE("same value"),
    ROUNDED("same value, rounded"),
    OTHER_NUMBER("other number"),
    OTHER_VALUE("other value"),
    OTHER_LETTER("other letter"),
    OTHER_TEXT("other text"),
    OTHER_COUNT("other number of answers"),
    OTHER_ORDER("other order"),
    OTHER_BRACKETS("other brackets"),
    OTHER_VARIABLE("same value, other variable"),
    OTHER_UNIT("same value, other unit"),
    OTHER_KIND("other kind of answer"),
    NOT_SHOWN("neither shown"),
    UNDEFINED("undefined value"),
    TOO_COSTLY("too large to decide"),
    TOO_LONG("answer too long"),
    REFERENCE_NOT_READ("reference not understood"),
    ANSWER_NOT_READ("answer not understood"),
    ECHO("inequality for an interval"),
    CUT_SHORT("ellipsis"),
    UNREDUCED("fraction not reduced");

    private final String phrase;

    Reason(String phrase) {
        this.phrase = phrase;
    }

    Verdict equal() {
        return Verdict.equal(phrase);
    }

    Verdict different() {
        return Verdict.different(phrase);
    }

    Verdict undecided() {
        return Verdict.undecided(phrase);
    }
}
