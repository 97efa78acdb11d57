package mathesis.corpus.warc;

import static mathesis.corpus.warc.Archives.concat;
import static mathesis.corpus.warc.Archives.gzip;
import static mathesis.corpus.warc.Archives.html;
import static mathesis.corpus.warc.Archives.http;
import static mathesis.corpus.warc.Archives.latin;
import static mathesis.corpus.warc.Archives.response;
import static mathesis.corpus.warc.Archives.url;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import mathesis.corpus.DropReason;
import mathesis.corpus.warc.Archives.Outcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfer and content encodings: those declared, and those that lie.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpBodyTest {
    private static final String PAGE = html("a page of some words, ".repeat(20));

    @TempDir
    private Path folder;

    @Test
    void declared_encodings_are_undone() {
        assertPage(latin(PAGE), Map.of());
        assertPage(gzip(latin(PAGE)), Map.of(), "Content-Encoding: gzip");
        assertPage(gzip(latin(PAGE)), Map.of(), "content-encoding: X-GZIP ");
        assertPage(deflate(false), Map.of(), "Content-Encoding: deflate");
        assertPage(deflate(true), Map.of(), "Content-Encoding: deflate");
        assertPage(Zstd.compress(latin(PAGE)), Map.of(), "Content-Encoding: zstd");
        assertPage(latin(PAGE), Map.of(), "Content-Encoding: identity");
        assertPage(concat(gzip(latin("")), gzip(latin(PAGE))), Map.of(), "Content-Encoding: gzip");
        assertPage(gzip(deflate(false)), Map.of(), "Content-Encoding: deflate, gzip");
        assertPage(gzip(deflate(false)), Map.of(), "Content-Encoding: deflate", "Content-Encoding: gzip");
    }

    @Test
    void chunks_are_joined() {
        byte[] chunks = latin("5\r\n" + PAGE.substring(0, 5) + "\r\n" + Integer.toHexString(PAGE.length() - 5)
                + ";name=value\r\n" + PAGE.substring(5) + "\r\n0\r\nTrailer: x\r\n\r\n");
        assertPage(chunks, Map.of(), "Transfer-Encoding: chunked");
        assertPage(chunks, Map.of(Damage.CHUNKS, 1L));
        byte[] packed = gzip(latin(PAGE));
        byte[] packedChunks = concat(latin(Integer.toHexString(packed.length) + "\n"), packed, latin("\r\n00\r\n\r\n"));
        assertPage(packedChunks, Map.of(), "Transfer-Encoding: chunked", "Content-Encoding: gzip");
    }

    @Test
    void what_the_crawler_undid_already_is_left() {
        assertPage(latin(PAGE), Map.of(), "X-Crawler-Content-Encoding: gzip", "X-Crawler-Transfer-Encoding: chunked");
    }

    @ParameterizedTest(name = "Content-Encoding: {0}")
    @ValueSource(strings = {"gzip", "deflate", "zstd", "br", "utf-8", "gzip, gzip"})
    void an_encoding_that_is_not_there_is_counted(String encoding) {
        long declared = encoding.split(",").length;
        assertPage(latin(PAGE), Map.of(Damage.CONTENT_ENCODING, declared), "Content-Encoding: " + encoding);
    }

    @Test
    void an_encoding_that_is_not_declared_is_undone_and_counted() {
        assertPage(gzip(latin(PAGE)), Map.of(Damage.CONTENT_ENCODING, 1L));
        assertPage(gzip(gzip(latin(PAGE))), Map.of(Damage.CONTENT_ENCODING, 1L), "Content-Encoding: gzip");
        assertPage(Zstd.compress(latin(PAGE)), Map.of(Damage.CONTENT_ENCODING, 1L), "Content-Encoding: identity");
        assertPage(gzip(latin(PAGE)), Map.of(Damage.CONTENT_ENCODING, 2L), "Content-Encoding: deflate");
    }

    @Test
    void chunks_that_are_not_there_are_counted() {
        assertPage(latin(PAGE), Map.of(Damage.CHUNKS, 1L), "Transfer-Encoding: chunked");
    }

    @Test
    void chunks_that_break_off_give_what_there_is() {
        byte[] broken = latin("40\r\n" + PAGE.substring(0, 0x40) + "\r\nnot a size\r\n");
        var outcome = read(broken, "Transfer-Encoding: chunked");
        assertEquals(PAGE.substring(0, 0x40), outcome.body(0));
        assertEquals(Map.of(Damage.CHUNKS, 1L), outcome.damage());
        var huge = read(latin("ffffffffffff\r\n" + PAGE), "Transfer-Encoding: chunked");
        assertEquals(PAGE, huge.body(0));
        var endless = read(latin("fffffffffffffffff\r\n" + PAGE), "Transfer-Encoding: chunked");
        assertEquals(Map.of(Damage.CHUNKS, 1L), endless.damage());
    }

    @Test
    void a_compressed_body_that_is_cut_off_gives_what_there_is() {
        byte[] packed = gzip(latin(PAGE));
        var outcome = read(Arrays.copyOf(packed, packed.length - 12), "Content-Encoding: gzip");
        assertEquals(PAGE.substring(0, 30), outcome.body(0).substring(0, 30));
        assertEquals(Map.of(Damage.CUT_BODY, 1L), outcome.damage());
    }

    @Test
    void an_encoding_that_cannot_be_undone_costs_the_record() {
        assertDropped(DropReason.BAD_HTTP, latin("\1\2\3\4 compressed"), "Content-Encoding: br");
        byte[] corrupt = gzip(latin(PAGE));
        Arrays.fill(corrupt, 12, 30, (byte) 0xff);
        assertDropped(DropReason.BAD_HTTP, corrupt, "Content-Encoding: gzip");
        assertDropped(DropReason.BAD_HTTP, new byte[] {(byte) 0xff, 1, 2}, "Content-Encoding: deflate");
    }

    @Test
    void encodings_nested_deeper_than_the_setting_are_a_bomb() {
        assertDropped(DropReason.BOMB, gzip(gzip(gzip(latin(PAGE)))), "Content-Encoding: gzip, gzip, gzip");
        assertDropped(DropReason.BOMB, gzip(gzip(gzip(latin(PAGE)))), "Content-Encoding: gzip");
        assertDropped(DropReason.BOMB, latin(PAGE), "Content-Encoding: " + "gzip,".repeat(5000));
    }

    @Test
    void a_body_that_inflates_beyond_the_ratio_is_a_bomb_and_one_beyond_the_size_too_large() {
        var limits = new ArchiveLimits(1 << 20, 100_000, 1024, 50, 1000, 2);
        byte[] zeros = response(url(0), concat(latin(http("", "Content-Encoding: gzip")), gzip(new byte[200_000])));
        assertEquals(1, read(zeros, limits).funnel().dropped(DropReason.BOMB));
        byte[] digits = new byte[200_000];
        new java.util.Random(5).nextBytes(digits);
        byte[] large = response(url(0), concat(latin(http("", "Content-Encoding: gzip")), gzip(digits)));
        assertEquals(1, read(large, limits).funnel().dropped(DropReason.TOO_LARGE));
        byte[] plain = response(url(0), concat(latin(http("")), digits));
        assertEquals(1, read(plain, limits).funnel().dropped(DropReason.TOO_LARGE));
    }

    private void assertPage(byte[] body, Map<Damage, Long> damage, String... fields) {
        var outcome = read(body, fields);
        assertEquals(List.of(url(0)), outcome.urls(), () -> outcome.funnel().toString());
        assertEquals(PAGE, outcome.body(0));
        assertEquals(damage, outcome.damage());
    }

    private void assertDropped(DropReason reason, byte[] body, String... fields) {
        assertEquals(Map.of(reason, 1L), read(body, fields).funnel().dropped());
    }

    private Outcome read(byte[] body, String... fields) {
        return read(response(url(0), concat(latin(http("", fields)), body)), ArchiveLimits.DEFAULT);
    }

    private Outcome read(byte[] archive, ArchiveLimits limits) {
        return Archives.read(folder, "a.warc", archive, limits);
    }

    private static byte[] deflate(boolean raw) {
        var packed = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(packed, new Deflater(9, raw))) {
            stream.write(latin(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
