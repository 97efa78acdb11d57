package mathesis.rollout;

/// A question with the answer that grading compares with.
///
/// @param id       unique within its set; keys sampling, sharding and the journal
/// @param question the text put into the prompt
/// @param answer   the reference answer, as its data set writes it
public record Problem(String id, String question, String answer) {
    public Problem {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a problem needs an id");
        }
    }
}
