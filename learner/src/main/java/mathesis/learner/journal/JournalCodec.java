package mathesis.learner.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import mathesis.learner.stream.CorruptMessageException;
import mathesis.learner.stream.PackedBatchCodec;

/// Journal entries as bytes: a kind, then the entry.
final class JournalCodec {
    private static final byte BATCH = 1;
    private static final byte LOST_GROUP = 2;

    /// Longer reasons are cut; they are for people.
    private static final int LONGEST_REASON = 2_000;

    private JournalCodec() {}

    static byte[] encode(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Batch(var batch) -> encode(PackedBatchCodec.encode(batch));
            case JournalEntry.LostGroup lost -> encode(lost);
        };
    }

    static JournalEntry decode(byte[] bytes) throws CorruptMessageException {
        return switch (bytes.length == 0 ? 0 : bytes[0]) {
            case BATCH -> new JournalEntry.Batch(PackedBatchCodec.decode(Arrays.copyOfRange(bytes, 1, bytes.length)));
            case LOST_GROUP -> decodeLostGroup(bytes);
            default -> throw new CorruptMessageException("an entry of " + bytes.length + " bytes is of no known kind");
        };
    }

    private static byte[] encode(byte[] batch) {
        return ByteBuffer.allocate(1 + batch.length).put(BATCH).put(batch).array();
    }

    private static byte[] encode(JournalEntry.LostGroup lost) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(LOST_GROUP);
            out.writeLong(lost.step());
            out.writeUTF(lost.groupId());
            out.writeUTF(lost.reason()
                    .substring(0, Math.min(LONGEST_REASON, lost.reason().length())));
        } catch (IOException e) {
            throw new UncheckedIOException("group " + lost.groupId() + " cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static JournalEntry decodeLostGroup(byte[] bytes) throws CorruptMessageException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1))) {
            long step = in.readLong();
            return new JournalEntry.LostGroup(in.readUTF(), step, in.readUTF());
        } catch (IOException e) {
            throw new CorruptMessageException("the record of a lost group is damaged", e);
        }
    }
}
