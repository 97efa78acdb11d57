package mathesis.corpus.warc;

import static mathesis.corpus.warc.Archives.concat;
import static mathesis.corpus.warc.Archives.gzip;
import static mathesis.corpus.warc.Archives.html;
import static mathesis.corpus.warc.Archives.http;
import static mathesis.corpus.warc.Archives.latin;
import static mathesis.corpus.warc.Archives.record;
import static mathesis.corpus.warc.Archives.response;
import static mathesis.corpus.warc.Archives.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mathesis.corpus.DropReason;
import mathesis.corpus.warc.Archives.Outcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that are too large or inflate too much cost themselves and no memory.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchiveBoundsTest {
    private static final List<String> WITHOUT_SECOND = List.of(url(0), url(2));
    private static final int RECORD = 1 << 20;
    private static final ArchiveLimits SMALL = new ArchiveLimits(RECORD, 1 << 16, 1024, 100, 1 << 18, 2);

    @TempDir
    private Path folder;

    @Test
    void a_record_larger_than_the_setting_is_passed_over() {
        byte[] noise = new byte[3 * RECORD];
        new Random(3).nextBytes(noise);
        byte[] second = response(url(1), concat(latin(http("")), noise));
        assertSecondDropped(DropReason.TOO_LARGE, concat(record(0), second, record(2)));
        assertSecondDropped(DropReason.TOO_LARGE, gzip(record(0), second, record(2)));
        assertSecondDropped(DropReason.TOO_LARGE, concat(gzip(record(0)), gzip(second), gzip(record(2))));
    }

    @Test
    void a_page_larger_than_the_setting_is_dropped() {
        byte[] second = response(url(1), latin(http(html("x".repeat(1 << 16)))));
        assertSecondDropped(DropReason.TOO_LARGE, concat(record(0), second, record(2)));
    }

    @Test
    void a_bomb_is_given_up_while_it_inflates() {
        byte[] second = response(url(1), concat(latin(http("")), new byte[40 * RECORD]));
        assertSecondDropped(DropReason.BOMB, concat(gzip(record(0)), gzip(second), gzip(record(2))));
        assertSecondDropped(
                DropReason.BOMB, concat(Zstd.compress(record(0)), Zstd.compress(second), Zstd.compress(record(2))));
    }

    @Test
    void a_bomb_costs_no_other_record_of_its_member() {
        byte[] second = response(url(1), concat(latin(http("")), new byte[40 * RECORD]));
        assertSecondDropped(DropReason.BOMB, gzip(record(0), second, record(2)));
        assertSecondDropped(DropReason.BOMB, Zstd.compress(concat(record(0), second, record(2))));
    }

    @Test
    void members_of_nothing_but_line_ends_or_zeros_are_bombs() {
        for (int filler : new int[] {'\n', 0}) {
            byte[] bomb = new byte[40 * RECORD];
            java.util.Arrays.fill(bomb, (byte) filler);
            assertSecondDropped(DropReason.BOMB, concat(gzip(record(0)), gzip(bomb), gzip(record(2))));
        }
    }

    @Test
    void memory_stays_bounded_when_a_record_is_too_large() throws Exception {
        byte[] second = record("response", url(1), "99999999", new byte[100 * RECORD]);
        var file = java.nio.file.Files.write(folder.resolve("a.warc"), concat(record(0), second, record(2)));
        var input = new RecordInput(new PlainUnpacking(new ArchiveFile(file)), SMALL);
        try (var records = new RecordReader(input, SMALL, new DamageTally())) {
            int count = 0;
            while (records.next().isPresent()) {
                count++;
                assertTrue(records.bytes().length <= 4 * RECORD, () -> records.bytes().length + " bytes");
            }
            assertEquals(3, count);
        }
    }

    @Test
    void limits_name_their_setting() {
        assertMessage("record-bytes is 5", () -> new ArchiveLimits(5, 1, 256, 200, 0, 2));
        assertMessage("page-bytes is 2048", () -> new ArchiveLimits(1024, 2048, 256, 200, 0, 2));
        assertMessage("header-bytes is 1", () -> new ArchiveLimits(1024, 1024, 1, 200, 0, 2));
        assertMessage("inflate-ratio is 1", () -> new ArchiveLimits(1024, 1024, 256, 1, 0, 2));
        assertMessage("inflate-ratio-from is -1", () -> new ArchiveLimits(1024, 1024, 256, 200, -1, 2));
        assertMessage("content-encodings is 9", () -> new ArchiveLimits(1024, 1024, 256, 200, 0, 9));
    }

    private static void assertMessage(String part, Runnable limits) {
        var message = assertThrows(IllegalArgumentException.class, limits::run).getMessage();
        assertTrue(message.startsWith("mathesis.mining.archive." + part), message);
    }

    private void assertSecondDropped(DropReason reason, byte[] archive) {
        Outcome outcome = Archives.read(folder, "a", archive, SMALL);
        assertEquals(WITHOUT_SECOND, outcome.urls());
        assertEquals(Map.of(reason, 1L), outcome.funnel().dropped());
    }
}
