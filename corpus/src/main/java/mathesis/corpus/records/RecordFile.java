package mathesis.corpus.records;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/// A file of sorted records in sections, each with a checksum of its own, so that a reader of one section reads nothing
/// else but the head. [RecordFileWriter] makes it.
///
/// Big endian: `MATHREC1`, int32 length of the head, int32 width, int32 p, int64[p] parameters, int32 s, then per
/// section int64 records and int32 CRC-32C, int32 CRC-32C of the head up to here; then the records.
///
/// @param file       where it lies
/// @param width      of a record, in numbers of 8 bytes
/// @param parameters what its writer wants a reader to know
/// @param sections   one after the other
public record RecordFile(Path file, int width, List<Long> parameters, List<Run> sections) {
    static final long MAGIC = 0x4d41544852454331L; // MATHREC1
    static final int FIXED_HEAD_BYTES = Long.BYTES + Integer.BYTES;
    static final int SECTION_BYTES = Long.BYTES + Integer.BYTES;
    static final int MOST_PARAMETERS = 64;
    static final int MOST_SECTIONS = 1 << 22;
    static final int MOST_WIDTH = 64;
    private static final int MOST_HEAD_BYTES = 1 << 26;

    /// Reads the head.
    ///
    /// @throws DamagedFileException where it or the file's length is not what was written
    public static RecordFile open(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var fixed = read(channel, file, 0, FIXED_HEAD_BYTES);
            require(fixed.getLong() == MAGIC, file, "it does not begin as a file of records does");
            int headBytes = fixed.getInt();
            require(headBytes > FIXED_HEAD_BYTES && headBytes <= MOST_HEAD_BYTES, file, "the length of its head");
            return parse(file, read(channel, file, 0, headBytes), channel.size());
        } catch (BufferUnderflowException e) {
            throw new DamagedFileException(file, "its head is too short");
        }
    }

    private static RecordFile parse(Path file, ByteBuffer head, long size) throws IOException {
        int end = head.limit() - Integer.BYTES;
        require(head.getInt(end) == checksum(head.slice(0, end)), file, "the checksum of its head does not fit");
        head.limit(end).position(FIXED_HEAD_BYTES);
        int width = bounded(head.getInt(), 1, MOST_WIDTH, file);
        var parameters = new Long[bounded(head.getInt(), 0, MOST_PARAMETERS, file)];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = head.getLong();
        }
        var sections = new Run[bounded(head.getInt(), 0, MOST_SECTIONS, file)];
        long offset = end + Integer.BYTES;
        for (int i = 0; i < sections.length; i++) {
            long records = head.getLong();
            long most = (size - offset) / ((long) width * Long.BYTES);
            require(records >= 0 && records <= most, file, "it ends before section " + i + " does");
            sections[i] = new Run(file, offset, records, width, OptionalInt.of(head.getInt()));
            offset += records * width * Long.BYTES;
        }
        require(offset == size, file, "it is longer than its sections");
        return new RecordFile(file, width, List.of(parameters), List.of(sections));
    }

    private static int bounded(int value, int least, int most, Path file) throws IOException {
        require(value >= least && value <= most, file, "a number in its head is " + value);
        return value;
    }

    private static void require(boolean holds, Path file, String what) throws IOException {
        if (!holds) {
            throw new DamagedFileException(file, what);
        }
    }

    private static ByteBuffer read(FileChannel channel, Path file, long from, int bytes) throws IOException {
        require(from + bytes <= channel.size(), file, "it ends within its head");
        var buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // read on
        }
        require(!buffer.hasRemaining(), file, "it ends within its head");
        return buffer.flip();
    }

    static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// Reads one section through a buffer of so many bytes, or of one record where that is more.
    public RecordStream read(int section, int bufferBytes) throws IOException {
        return new RunReader(sections.get(section), bufferBytes);
    }
}
