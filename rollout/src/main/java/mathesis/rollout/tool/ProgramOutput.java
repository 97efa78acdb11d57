package mathesis.rollout.tool;

/// What a program has to say to the model that wrote it.
///
/// @param text   what it printed or, where it ended in an error, that error in one line
/// @param failed whether it ended in an error: the model's own, which it is shown
public record ProgramOutput(String text, boolean failed) {}
