package mathesis.learner.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import mathesis.engine.PolicyVersion;
import mathesis.learner.PackedBatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PackedBatchCodecTest {
    /// Version, checksum, step, version number, temperature; then the number of tokens.
    private static final int TOKEN_COUNT_AT = 1 + 4 + 8 + 8 + 8;

    @ParameterizedTest(name = "{0} tokens")
    @ValueSource(ints = {1, 2, 7, 8, 9, 33, 1000, 65_537})
    void a_batch_comes_back_as_it_went(int tokens) throws CorruptMessageException {
        var batch = Batches.batch(3, "00000007", tokens, tokens);
        assertTrue(Batches.same(batch, PackedBatchCodec.decode(PackedBatchCodec.encode(batch))));
    }

    @Test
    void several_groups_and_odd_floats_come_back() throws CorruptMessageException {
        var one = Batches.batch(3, "a", 2, 1);
        var two = Batches.batch(3, "b", 3, 2);
        two.advantages_T()[0] = Float.intBitsToFloat(0x7fc12345);
        two.advantages_T()[1] = -0f;
        var batch = PackedBatch.merge(List.of(one, two));
        var back = PackedBatchCodec.decode(PackedBatchCodec.encode(batch));
        assertEquals(List.of("a", "b"), back.groupIds());
        assertEquals(0x7fc12345, Float.floatToRawIntBits(back.advantages_T()[2]));
        assertEquals(0x80000000, Float.floatToRawIntBits(back.advantages_T()[3]));
    }

    @Test
    void damage_to_any_byte_is_noticed() {
        var bytes = PackedBatchCodec.encode(Batches.batch(1, "g", 3, 5));
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                bytes[at] ^= (byte) (1 << bit);
                assertThrows(CorruptMessageException.class, () -> PackedBatchCodec.decode(bytes), "byte " + at);
                bytes[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void every_truncation_is_noticed() {
        var bytes = PackedBatchCodec.encode(Batches.batch(1, "g", 3, 5));
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThrows(CorruptMessageException.class, () -> PackedBatchCodec.decode(cut), length + " bytes");
            if (length >= 5) {
                var sealed = sealed(cut);
                assertThrows(CorruptMessageException.class, () -> PackedBatchCodec.decode(sealed), length + " bytes");
            }
        }
    }

    @ParameterizedTest(name = "{0} tokens announced")
    @ValueSource(ints = {Integer.MAX_VALUE, 1 << 30, -1, Integer.MIN_VALUE, 1 << 20})
    void a_hostile_length_with_a_right_checksum_allocates_nothing(int announced) {
        var bytes = PackedBatchCodec.encode(Batches.batch(1, "g", 3, 5));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(TOKEN_COUNT_AT, announced);
        var error = assertThrows(CorruptMessageException.class, () -> PackedBatchCodec.decode(sealed(bytes)));
        assertTrue(
                error.getMessage().contains("a count of " + announced + " at byte " + TOKEN_COUNT_AT),
                error::getMessage);
    }

    @Test
    void bytes_that_no_batch_can_be_made_of_say_why() {
        var bytes = PackedBatchCodec.encode(Batches.batch(1, "g", 3, 5));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(TOKEN_COUNT_AT - 8, -1);
        var error = assertThrows(CorruptMessageException.class, () -> PackedBatchCodec.decode(sealed(bytes)));
        assertTrue(error.getMessage().contains("temperature is -1.0"), error::getMessage);
    }

    @Test
    void another_format_is_named() {
        var bytes = PackedBatchCodec.encode(Batches.batch(1, "g", 3, 5));
        bytes[0] = 9;
        var error = assertThrows(CorruptMessageException.class, () -> PackedBatchCodec.decode(sealed(bytes)));
        assertEquals("a packed batch has format 9; this build reads 3", error.getMessage());
    }

    @Test
    void a_batch_too_large_to_travel_is_refused_by_its_sender() {
        int tokens = PackedBatchCodec.MAX_BYTES / 20;
        var floats = new float[tokens];
        var batch = new PackedBatch(
                1,
                new PolicyVersion(0),
                1,
                new int[tokens],
                new int[tokens],
                floats,
                floats,
                floats,
                1,
                new int[] {0, tokens},
                List.of());
        assertThrows(IllegalArgumentException.class, () -> PackedBatchCodec.encode(batch));
    }

    /// The bytes with a checksum that fits them.
    private static byte[] sealed(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, 1);
        crc.update(bytes, 5, bytes.length - 5);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(1, (int) crc.getValue());
        return bytes;
    }
}
