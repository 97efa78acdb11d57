package mathesis.corpus.records;

import java.nio.file.Path;
import java.util.OptionalInt;

/// A stretch of sorted records in a file.
///
/// @param file     that holds them
/// @param offset   of the first, in bytes
/// @param records  how many
/// @param width    of each, in numbers of 8 bytes
/// @param checksum CRC-32C of their bytes, where it is known
public record Run(Path file, long offset, long records, int width, OptionalInt checksum) {}
