package mathesis.reward.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplyTest {
    private static final int MOST_OUTPUT = 1000;

    @Test
    void a_reply_is_read_whole_and_nothing_after_it() throws IOException {
        var bytes = ByteBuffer.allocate(100)
                .put(reply("V", 7, "out", "42"))
                .put((byte) 'x')
                .flip();

        assertEquals(new Reply('V', 7, "out", "42"), Reply.read(source(bytes), MOST_OUTPUT));
        assertEquals(1, bytes.remaining());
    }

    @Test
    void text_that_is_not_utf8_becomes_replacement_characters() throws IOException {
        var bytes = reply("N", 0, "ab", "");
        bytes[18] = (byte) 0xff;

        assertEquals(
                "\ufffdb",
                Reply.read(source(ByteBuffer.wrap(bytes)), MOST_OUTPUT).stdout());
    }

    @Test
    void lengths_beyond_the_bounds_are_refused_before_they_are_allocated() {
        for (int length : new int[] {MOST_OUTPUT + 1, Integer.MAX_VALUE, -1}) {
            var stdout = reply("V", 0, "", "");
            ByteBuffer.wrap(stdout).putInt(10, length);
            var payload = reply("V", 0, "", "");
            ByteBuffer.wrap(payload).putInt(14, length > 0 ? length + (1 << 14) : length);

            assertThrows(ProtocolException.class, () -> Reply.read(source(ByteBuffer.wrap(stdout)), MOST_OUTPUT));
            assertThrows(ProtocolException.class, () -> Reply.read(source(ByteBuffer.wrap(payload)), MOST_OUTPUT));
        }
    }

    @Test
    void an_unknown_status_is_refused() {
        assertThrows(
                ProtocolException.class, () -> Reply.read(source(ByteBuffer.wrap(reply("Q", 0, "", ""))), MOST_OUTPUT));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatever_bytes_come_a_reply_within_the_bounds_or_an_io_exception_comes_out(long seed) {
        var random = new Random(seed);
        int replies = 0;
        for (int round = 0; round < 50_000; round++) {
            var bytes = reply("VNEMCWOX".substring(round % 8, round % 8 + 1), round, "x".repeat(round % 50), "payload");
            for (int change = random.nextInt(4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var cut = ByteBuffer.wrap(bytes, 0, random.nextBoolean() ? bytes.length : random.nextInt(bytes.length));
            try {
                var reply = Reply.read(source(cut), MOST_OUTPUT);
                replies++;
                assertTrue(reply.stdout().length() <= MOST_OUTPUT
                        && reply.payload().length() <= 1 << 14);
            } catch (IOException _) {
                // what a broken reply must lead to
            }
        }
        assertTrue(replies > 1000);
    }

    private static byte[] reply(String status, int millis, String stdout, String payload) {
        return ByteBuffer.allocate(18 + stdout.length() + payload.length())
                .put("MPR1".getBytes(StandardCharsets.UTF_8))
                .put((byte) status.charAt(0))
                .put((byte) 0)
                .putInt(millis)
                .putInt(stdout.length())
                .putInt(payload.length())
                .put(stdout.getBytes(StandardCharsets.UTF_8))
                .put(payload.getBytes(StandardCharsets.UTF_8))
                .array();
    }

    private static Reply.Source source(ByteBuffer from) {
        return bytes -> {
            if (from.remaining() < bytes.length) {
                throw new EOFException();
            }
            from.get(bytes);
        };
    }
}
