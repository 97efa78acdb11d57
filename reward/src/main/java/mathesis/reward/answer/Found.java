package mathesis.reward.answer;

/// A piece of a text and where it begins.
record Found(int start, String text) {}
