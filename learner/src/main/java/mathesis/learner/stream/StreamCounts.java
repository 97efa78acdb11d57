package mathesis.learner.stream;

/// What went through one end of a stream since it was opened.
///
/// @param messages      whole batches or versions
/// @param chunks        chunks they were cut into
/// @param bytes         payload, headers not counted
/// @param dropped       messages given up: damaged, with a gap, or refused
/// @param superseded    messages given up half-way because the sender began another
/// @param backPressured attempts to send that found the receivers behind
/// @param lastNanos     from the first chunk of the latest whole message to its last
public record StreamCounts(
        long messages, long chunks, long bytes, long dropped, long superseded, long backPressured, long lastNanos) {}
