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

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mathesis.corpus.DropReason;
import mathesis.corpus.warc.Archives.Outcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One kind of damage each: what it costs and how it is counted.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchiveDamageTest {
    private static final List<String> ALL = List.of(url(0), url(1), url(2));
    private static final List<String> WITHOUT_SECOND = List.of(url(0), url(2));

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 3, 1000, 300_000})
    void junk_between_members_costs_nothing(int length) {
        byte[] junk = new byte[length];
        new Random(7).nextBytes(junk);
        var outcome = read("a.warc.gz", concat(gzip(record(0)), junk, gzip(record(1)), new byte[50], gzip(record(2))));
        assertOutcome(outcome, ALL, Map.of(), Map.of(Damage.JUNK, 2L));
    }

    @Test
    void junk_that_looks_like_a_member_costs_nothing() {
        byte[] junk = Arrays.copyOf(gzip(), 10);
        var outcome = read("a.warc.gz", concat(gzip(record(0)), junk, gzip(record(1)), gzip(record(2))));
        assertEquals(ALL, outcome.urls());
    }

    @Test
    void junk_between_plain_records_costs_nothing() {
        byte[] junk = latin("some words WARC/ and more\nWARC/1.0\nno field");
        var outcome = read("a.warc", concat(record(0), junk, record(1), new byte[3], record(2)));
        assertEquals(ALL, outcome.urls());
        assertEquals(Map.of(), outcome.funnel().dropped());
    }

    @Test
    void junk_before_the_first_and_behind_the_last_record_costs_nothing() {
        var packed = concat(latin("junk"), gzip(record(0)), gzip(record(1)), gzip(record(2)), latin("junk"));
        assertOutcome(read("a.warc.gz", packed), ALL, Map.of(), Map.of(Damage.JUNK, 2L));
        var plain = concat(latin("junk"), record(0), record(1), record(2), latin("junk\n"));
        assertOutcome(read("a.warc", plain), ALL, Map.of(), Map.of(Damage.JUNK, 2L));
    }

    @Test
    void a_bad_checksum_costs_its_record() {
        byte[] second = gzip(record(1));
        second[second.length - 6] ^= 1;
        assertSecondLost(second, DropReason.CORRUPT);
    }

    @Test
    void a_bad_length_in_the_trailer_costs_its_record() {
        byte[] second = gzip(record(1));
        second[second.length - 1] ^= 1;
        assertSecondLost(second, DropReason.CORRUPT);
    }

    @Test
    void a_bad_checksum_over_several_records_costs_none() {
        byte[] first = gzip(record(0), record(1));
        first[first.length - 6] ^= 1;
        assertOutcome(read("a.warc.gz", concat(first, gzip(record(2)))), ALL, Map.of(), Map.of(Damage.CHECKSUM, 1L));
    }

    @ParameterizedTest(name = "from byte {0}")
    @ValueSource(ints = {10, 30, 70})
    void corrupt_deflate_costs_its_record(int from) {
        byte[] second = gzip(record(1));
        Arrays.fill(second, from, from + 20, (byte) 0xff);
        assertSecondLost(second, DropReason.CORRUPT);
    }

    @Test
    void a_member_that_is_cut_off_costs_its_record() {
        byte[] second = gzip(record(1));
        assertSecondLost(Arrays.copyOf(second, second.length / 2), DropReason.CORRUPT);
    }

    @Test
    void corrupt_deflate_in_mid_file_costs_what_follows_in_the_same_member_only() {
        byte[] many = gzip(record(0), record(1), response(url(9), random(5000)), record(2));
        Arrays.fill(many, many.length / 2, many.length / 2 + 40, (byte) 0xff);
        var outcome = read("a.warc.gz", concat(many, gzip(record(3))));
        assertEquals(List.of(url(0), url(1), url(3)), outcome.urls());
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void a_corrupt_zstd_frame_costs_its_record() {
        byte[] second = Zstd.compress(record(1));
        Arrays.fill(second, 8, 30, (byte) 0xff);
        var outcome =
                read("a.warc.zst", concat(Zstd.compress(record(0)), second, latin("junk"), Zstd.compress(record(2))));
        assertOutcome(outcome, WITHOUT_SECOND, Map.of(DropReason.CORRUPT, 1L), Map.of());
    }

    @ParameterizedTest(name = "Content-Length: {0}")
    @ValueSource(strings = {"", "-7", "many", "1e3", "99999999999999999999999"})
    void a_length_that_is_no_number_costs_nothing(String length) {
        byte[] block = latin(http(html("page 1")));
        assertBothForms(record("response", url(1), length, block), Map.of(Damage.MISSING_LENGTH, 1L));
    }

    @ParameterizedTest(name = "Content-Length: {0}")
    @ValueSource(strings = {"0", "1", "40", "200", "400", "5000", "80000000", "999999999999999"})
    void a_wrong_length_costs_nothing(String length) {
        byte[] block = latin(http(html("page 1")));
        assertBothForms(record("response", url(1), length, block), Map.of(Damage.WRONG_LENGTH, 1L));
    }

    private void assertBothForms(byte[] second, Map<Damage, Long> damage) {
        var packed = read("a.warc.gz", concat(gzip(record(0)), gzip(second), gzip(record(2))));
        assertOutcome(packed, ALL, Map.of(), damage);
        assertEquals(html("page 1"), packed.body(1));
        var plain = read("a.warc", concat(record(0), second, record(2)));
        assertOutcome(plain, ALL, Map.of(), damage);
        assertEquals(html("page 1"), plain.body(1));
    }

    @ParameterizedTest(name = "up to {0} bytes before its end")
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_record_cut_short_does_not_swallow_the_next_ones_though_its_length_reaches_to_their_end(int before) {
        byte[] block = latin("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><p>cut");
        int reaching = block.length + record(1).length + record(2).length - before;
        byte[] cut = record("response", url(0), String.valueOf(reaching), block);
        byte[] open = Arrays.copyOf(cut, cut.length - 4);
        var outcome = read("a.warc", concat(open, record(1), record(2), record(3)));
        assertOutcome(outcome, List.of(url(0), url(1), url(2), url(3)), Map.of(), Map.of(Damage.WRONG_LENGTH, 1L));
        assertEquals("<!DOCTYPE html><p>cut", outcome.body(0));
    }

    @Test
    void a_page_that_shows_a_record_is_not_cut_at_it() {
        var body = html("<pre>WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 7\r\n\r\nand so on</pre> and the end");
        var outcome = read("a.warc", concat(record(0), response(url(1), latin(http(body))), record(2)));
        assertOutcome(outcome, ALL, Map.of(), Map.of());
        assertEquals(body, outcome.body(1));
    }

    @Test
    void a_length_too_short_by_junk_behind_the_block_leaves_the_body_as_http_measures_it() {
        var body = html("page 1");
        byte[] block = latin(http(body, "Content-Length: " + body.length()));
        var outcome = read("a.warc.gz", gzip(response(url(1), block), latin("junk")));
        assertEquals(body, outcome.body(0));
    }

    @Test
    void a_head_with_line_feeds_small_letters_and_folded_lines_is_read() {
        byte[] block = latin("HTTP/1.0 200 OK\ncontent-type: TEXT/HTML;\n charset=latin1\n\n" + html("page 1"));
        byte[] second = concat(
                latin("warc/1.0\nwarc-type: Response\nwarc-target-uri:\n " + url(1) + "\ncontent-length:" + block.length
                        + "\n\n"),
                block,
                latin("\n\n"));
        assertBothForms(second, Map.of(Damage.HEADER_FORM, 1L));
    }

    @Test
    void a_head_without_an_end_costs_its_record() {
        byte[] second = latin("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url(1) + "\r\n");
        assertOutcome(
                read("a.warc", concat(record(0), second, record(2))),
                WITHOUT_SECOND,
                Map.of(DropReason.BAD_HEADER, 1L),
                Map.of());
        assertSecondLost(gzip(second), DropReason.BAD_HEADER);
    }

    @Test
    void a_head_larger_than_the_setting_costs_its_record() {
        byte[] second = latin("WARC/1.0\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
        assertOutcome(
                read("a.warc", concat(record(0), second, record(2))),
                WITHOUT_SECOND,
                Map.of(DropReason.BAD_HEADER, 1L),
                Map.of());
    }

    @Test
    void a_record_without_url_or_type_costs_itself() {
        byte[] block = latin(http(html("x")));
        byte[] noUrl = latin("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + block.length + "\r\n\r\n");
        byte[] noType = latin("WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n");
        assertSecondLost(gzip(noUrl, block), DropReason.BAD_HEADER);
        assertSecondLost(gzip(noType), DropReason.BAD_HEADER);
    }

    @Test
    void nul_bytes_are_passed_on_within_a_page_and_over_between_records() {
        byte[] second = response(url(1), latin(http(html("a\0b"))));
        var outcome = read("a.warc", concat(record(0), second, new byte[1000], record(2)));
        assertEquals(ALL, outcome.urls());
        assertEquals(html("a\0b"), outcome.body(1));
    }

    @Test
    void a_truncated_tail_costs_the_last_record() {
        for (byte[] third : List.of(gzip(record(2)), Zstd.compress(record(2)), record(2))) {
            boolean plain = third.length == record(2).length;
            byte[] two = third[0] == 0x1f
                    ? concat(gzip(record(0)), gzip(record(1)))
                    : plain ? concat(record(0), record(1)) : concat(Zstd.compress(record(0)), Zstd.compress(record(1)));
            for (int length = 30; length < third.length - 8; length += 7) {
                var outcome = read("a", concat(two, Arrays.copyOf(third, length)));
                assertOutcome(outcome, List.of(url(0), url(1)), Map.of(DropReason.TRUNCATED, 1L), Map.of());
            }
        }
    }

    @Test
    void a_whole_file_gzip_without_its_trailer_costs_nothing() {
        byte[] all = gzip(record(0), record(1), record(2));
        var outcome = read("a.warc.gz", Arrays.copyOf(all, all.length - 5));
        assertOutcome(outcome, ALL, Map.of(), Map.of(Damage.CHECKSUM, 1L));
    }

    @Test
    void bytes_of_any_charset_are_left_alone() {
        var page = html("€ Привет 数学").getBytes(StandardCharsets.UTF_16LE);
        byte[] second = response(url(1), concat(latin(http("")), page));
        assertEquals(
                new String(page, StandardCharsets.ISO_8859_1),
                read("a.warc", concat(record(0), second, record(2))).body(1));
    }

    private void assertSecondLost(byte[] second, DropReason reason) {
        var outcome = read("a.warc.gz", concat(gzip(record(0)), second, gzip(record(2))));
        assertOutcome(outcome, WITHOUT_SECOND, Map.of(reason, 1L), Map.of());
    }

    private static void assertOutcome(
            Outcome outcome, List<String> urls, Map<DropReason, Long> dropped, Map<Damage, Long> damage) {
        assertEquals(urls, outcome.urls());
        assertEquals(dropped, outcome.funnel().dropped());
        assertEquals(damage, outcome.damage());
    }

    private Outcome read(String name, byte[] archive) {
        return Archives.read(folder, name, archive);
    }
}
