package mathesis.learner.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import mathesis.engine.PolicyVersion;
import mathesis.learner.PackedBatch;
import mathesis.learner.PackedBatch.GroupSummary;
import mathesis.reward.RewardTally;
import mathesis.reward.RewardTally.Spread;

/// A packed batch as bytes, on the stream and in the journal: a version byte, a checksum of everything but itself, then
/// the record's fields in order, little-endian. Arrays and strings (UTF-8) are preceded by their length.
///
/// A token takes 20 bytes: a group of 64 answers of 1,000 tokens makes 1.3 MB.
public final class PackedBatchCodec {
    /// No batch may be larger: 3.3 million tokens. Ours, to bound what a broken peer can make us allocate.
    public static final int MAX_BYTES = 64 << 20;

    private static final byte VERSION = 3;
    private static final int CRC_AT = 1;
    private static final int BODY_AT = CRC_AT + Integer.BYTES;
    private static final int EMPTY_GROUP_BYTES = 11 * Integer.BYTES;
    private static final int EMPTY_REWARD_BYTES = 2 * Integer.BYTES + 2 * Double.BYTES;
    private static final int EMPTY_VERDICT_BYTES = 2 * Integer.BYTES;

    private PackedBatchCodec() {}

    /// The batch as bytes of its own.
    public static byte[] encode(PackedBatch batch) {
        long size = size(batch);
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException("a packed batch of " + batch.tokens_T().length + " tokens takes " + size
                    + " bytes; at most " + MAX_BYTES + " can travel");
        }
        var bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(VERSION).putInt(0);
        write(batch, bytes);
        return bytes.putInt(CRC_AT, checksum(bytes.array())).array();
    }

    /// The batch that was encoded.
    ///
    /// @throws CorruptMessageException when the bytes are not exactly what [#encode] made of a batch
    public static PackedBatch decode(byte[] bytes) throws CorruptMessageException {
        if (bytes.length < BODY_AT || bytes.length > MAX_BYTES) {
            throw new CorruptMessageException("a packed batch cannot take " + bytes.length + " bytes");
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.getInt(CRC_AT) != checksum(bytes)) {
            throw new CorruptMessageException("a packed batch of " + bytes.length + " bytes fails its checksum");
        }
        if (bytes[0] != VERSION) {
            throw new CorruptMessageException(
                    "a packed batch has format " + bytes[0] + "; this build reads " + VERSION);
        }
        var reader = new ByteReader(buffer.position(BODY_AT));
        try {
            var batch = read(reader);
            reader.expectEnd();
            return batch;
        } catch (IllegalArgumentException e) {
            throw new CorruptMessageException("a packed batch contradicts itself: " + e.getMessage(), e);
        }
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        crc.update(bytes, BODY_AT, bytes.length - BODY_AT);
        return (int) crc.getValue();
    }

    private static long size(PackedBatch batch) {
        int fixed = BODY_AT + 4 * Long.BYTES + 7 * Integer.BYTES;
        long tokens = batch.tokens_T().length;
        long groups = batch.groups().stream().mapToLong(PackedBatchCodec::size).sum();
        return fixed + tokens * 5 * Integer.BYTES + (long) batch.sequenceStarts().length * Integer.BYTES + groups;
    }

    private static long size(GroupSummary group) {
        return EMPTY_GROUP_BYTES
                + utf8(group.groupId()).length
                + utf8(group.problemId()).length
                + (long) group.rewards().length * Double.BYTES
                + size(group.tally());
    }

    private static long size(RewardTally tally) {
        long rewards = tally.rewards().keySet().stream()
                .mapToLong(name -> EMPTY_REWARD_BYTES + utf8(name).length)
                .sum();
        long verdicts = tally.verdicts().keySet().stream()
                .mapToLong(verdict -> EMPTY_VERDICT_BYTES + utf8(verdict).length)
                .sum();
        return rewards + verdicts;
    }

    private static void write(PackedBatch batch, ByteBuffer bytes) {
        bytes.putLong(batch.step()).putLong(batch.version().number()).putDouble(batch.temperature());
        write(batch.tokens_T(), bytes);
        write(batch.targets_T(), bytes);
        write(batch.advantages_T(), bytes);
        write(batch.oldLogprobs_T(), bytes);
        write(batch.weights_T(), bytes);
        bytes.putDouble(batch.divisor());
        write(batch.sequenceStarts(), bytes);
        bytes.putInt(batch.groups().size());
        batch.groups().forEach(group -> write(group, bytes));
    }

    private static PackedBatch read(ByteReader reader) throws CorruptMessageException {
        return new PackedBatch(
                reader.readLong(),
                new PolicyVersion(reader.readLong()),
                reader.readDouble(),
                reader.readInts(),
                reader.readInts(),
                reader.readFloats(),
                reader.readFloats(),
                reader.readFloats(),
                reader.readDouble(),
                reader.readInts(),
                readGroups(reader));
    }

    private static List<GroupSummary> readGroups(ByteReader reader) throws CorruptMessageException {
        int count = reader.readCount(EMPTY_GROUP_BYTES);
        var groups = new ArrayList<GroupSummary>(count);
        for (int g = 0; g < count; g++) {
            groups.add(new GroupSummary(
                    reader.readString(),
                    reader.readString(),
                    reader.readDoubles(),
                    reader.readInt(),
                    reader.readInt(),
                    reader.readInt(),
                    reader.readInt(),
                    reader.readInt(),
                    reader.readInt(),
                    readTally(reader)));
        }
        return groups;
    }

    private static RewardTally readTally(ByteReader reader) throws CorruptMessageException {
        var rewards = new TreeMap<String, Spread>();
        for (int left = reader.readCount(EMPTY_REWARD_BYTES); left > 0; left--) {
            rewards.put(reader.readString(), new Spread(reader.readInt(), reader.readDouble(), reader.readDouble()));
        }
        var verdicts = new TreeMap<String, Integer>();
        for (int left = reader.readCount(EMPTY_VERDICT_BYTES); left > 0; left--) {
            verdicts.put(reader.readString(), reader.readInt());
        }
        return new RewardTally(rewards, verdicts);
    }

    private static void write(GroupSummary group, ByteBuffer bytes) {
        write(group.groupId(), bytes);
        write(group.problemId(), bytes);
        bytes.putInt(group.rewards().length);
        for (double reward : group.rewards()) {
            bytes.putDouble(reward);
        }
        bytes.putInt(group.correct()).putInt(group.finished());
        bytes.putInt(group.unscored()).putInt(group.completionTokens());
        bytes.putInt(group.toolCalls()).putInt(group.failedPrograms());
        write(group.tally(), bytes);
    }

    private static void write(RewardTally tally, ByteBuffer bytes) {
        bytes.putInt(tally.rewards().size());
        tally.rewards().forEach((name, spread) -> {
            write(name, bytes);
            bytes.putInt(spread.count()).putDouble(spread.sum()).putDouble(spread.squares());
        });
        bytes.putInt(tally.verdicts().size());
        tally.verdicts().forEach((verdict, count) -> {
            write(verdict, bytes);
            bytes.putInt(count);
        });
    }

    private static void write(int[] values, ByteBuffer bytes) {
        bytes.putInt(values.length);
        bytes.asIntBuffer().put(values);
        bytes.position(bytes.position() + values.length * Integer.BYTES);
    }

    private static void write(float[] values, ByteBuffer bytes) {
        bytes.putInt(values.length);
        bytes.asFloatBuffer().put(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
    }

    private static void write(String text, ByteBuffer bytes) {
        var encoded = utf8(text);
        bytes.putInt(encoded.length).put(encoded);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
