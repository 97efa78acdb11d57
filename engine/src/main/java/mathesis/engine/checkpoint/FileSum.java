package mathesis.engine.checkpoint;

/// Length and hash of a file.
///
/// @param sha256 in hexadecimal, lower case
record FileSum(long bytes, String sha256) {}
