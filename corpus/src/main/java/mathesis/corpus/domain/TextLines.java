package mathesis.corpus.domain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Small text files that people edit, with whatever their editors add.
final class TextLines {
    private static final long MOST_BYTES = 64L << 20;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private TextLines() {}

    /// Lines without their ends, whether LF or CRLF, and without a byte order mark. UTF-8; a UTF-16 file with its mark
    /// is read too, as spreadsheets write such.
    static List<String> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than " + MOST_BYTES + " bytes; is it the right file?");
        }
        var bytes = Files.readAllBytes(file);
        boolean utf16 = bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe; // its mark
        var text = new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.lines()
                .map(line -> line.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? line.substring(1) : line)
                .toList();
    }

    /// What a line means; what is wrong with it becomes an error that names file and line.
    static <T> T parsed(Path file, int line, Supplier<T> parse) throws IOException {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " line " + line + ": " + e.getMessage(), e);
        }
    }
}
