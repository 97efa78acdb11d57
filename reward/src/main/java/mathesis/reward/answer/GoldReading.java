package mathesis.reward.answer;

/// How the answer field of a problem is read.
public enum GoldReading {
    /// What a box, `####` or a phrase in it points out, or all of it.
    STATED,
    /// The letter of a choice in it, or all of it.
    LETTER,
    /// The last number in it, or all of it.
    NUMBER,
    /// All of it.
    AS_IS;

    String read(String field) {
        return switch (this) {
            case STATED -> AnswerExtractor.gold(field);
            case LETTER -> ChoiceLetters.last(field).map(Found::text).orElseGet(field::strip);
            case NUMBER -> LastNumber.anywhere(field).map(Found::text).orElseGet(field::strip);
            case AS_IS -> field.strip();
        };
    }
}
