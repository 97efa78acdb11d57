package mathesis.corpus.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import mathesis.corpus.files.NewFile;

/// Writes a [RecordFile]: to a temporary name, which [#commit] makes the real one. A writer that is killed or closed
/// before leaves nothing under the real name. Serves one thread.
public final class RecordFileWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final int width;
    private final long[] parameters;
    private final long[] records;
    private final int[] checksums;
    private final NewFile target;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private CRC32C checksum = new CRC32C();
    private int section;

    public RecordFileWriter(Path file, int width, int sections, long... parameters) throws IOException {
        require(width >= 1 && width <= RecordFile.MOST_WIDTH, "width is " + width);
        require(sections >= 0 && sections <= RecordFile.MOST_SECTIONS, "sections are " + sections);
        require(parameters.length <= RecordFile.MOST_PARAMETERS, "parameters are " + parameters.length);
        this.width = width;
        this.parameters = parameters.clone();
        this.records = new long[sections];
        this.checksums = new int[sections];
        this.buffer = ByteBuffer.allocate(Math.max(1, BUFFER_BYTES / (width * Long.BYTES)) * width * Long.BYTES);
        this.target = new NewFile(file);
        this.channel = FileChannel.open(target.temporary(), StandardOpenOption.WRITE);
        channel.position(headBytes());
    }

    private int headBytes() {
        return RecordFile.FIXED_HEAD_BYTES
                + 3 * Integer.BYTES
                + parameters.length * Long.BYTES
                + records.length * RecordFile.SECTION_BYTES
                + Integer.BYTES;
    }

    /// Appends a record to a section; sections come in their order, and so do records within one.
    public void add(int toSection, long... record) throws IOException {
        require(toSection >= section && toSection < records.length, "section " + toSection + " after " + section);
        require(record.length == width, "a record of " + record.length + " numbers");
        while (section < toSection) {
            endSection();
        }
        for (long number : record) {
            buffer.putLong(number);
        }
        records[section]++;
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    private void endSection() throws IOException {
        flush();
        checksums[section++] = (int) checksum.getValue();
        checksum = new CRC32C();
    }

    private void flush() throws IOException {
        checksum.update(buffer.flip());
        buffer.rewind();
        writeAll(buffer);
        buffer.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Makes what was written the file, whole and at once; replaces one that is there.
    public void commit() throws IOException {
        while (section < records.length) {
            endSection();
        }
        channel.position(0);
        writeAll(head());
        channel.close();
        target.commit();
    }

    private ByteBuffer head() {
        var head = ByteBuffer.allocate(headBytes());
        head.putLong(RecordFile.MAGIC).putInt(headBytes()).putInt(width).putInt(parameters.length);
        for (long parameter : parameters) {
            head.putLong(parameter);
        }
        head.putInt(records.length);
        for (int i = 0; i < records.length; i++) {
            head.putLong(records[i]).putInt(checksums[i]);
        }
        head.putInt(RecordFile.checksum(head.duplicate().flip()));
        return head.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        target.close();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("file of records: " + what);
        }
    }
}
