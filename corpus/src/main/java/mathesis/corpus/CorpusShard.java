package mathesis.corpus;

import java.util.Arrays;
import java.util.Optional;

/// One finished file of the corpus.
///
/// @param file      name of the file, relative to the corpus's folder
/// @param format    of the file
/// @param documents that it holds
/// @param tokens    of all of them, as the run counts them
/// @param bytes     of the file
/// @param sha256    of the file, in lower-case hex
public record CorpusShard(String file, Format format, long documents, long tokens, long bytes, String sha256) {
    public CorpusShard {
        if (documents < 0 || tokens < 0 || bytes < 0) {
            throw new IllegalArgumentException("shard " + file + " counts " + documents + " documents, " + tokens
                    + " tokens and " + bytes + " bytes; none may be negative");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "sha256 of shard " + file + " is '" + sha256 + "'; must be 64 hex digits");
        }
    }

    /// What a shard is written in.
    public enum Format {
        /// A JSON object a line, compressed by zstd.
        JSONL(".jsonl.zst"),
        /// Apache Parquet, its pages compressed by zstd.
        PARQUET(".parquet");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        /// How names of such files end.
        public String suffix() {
            return suffix;
        }

        /// The format that a file's name tells.
        public static Optional<Format> of(String fileName) {
            return Arrays.stream(values())
                    .filter(format -> fileName.endsWith(format.suffix))
                    .findFirst();
        }
    }
}
