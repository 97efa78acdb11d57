package mathesis.engine;

/// One turn of a conversation.
///
/// @param role    usually `system`, `user` or `assistant`; the model's chat template decides
/// @param content the text of the turn
public record ChatMessage(String role, String content) {}
