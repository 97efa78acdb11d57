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
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.DropReason;
import mathesis.corpus.Page;
import mathesis.corpus.warc.Archives.Outcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives that are whole, in every form that they come in.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchiveFormatsTest {
    private static final List<String> THREE = List.of(url(0), url(1), url(2));

    @TempDir
    private Path folder;

    @Test
    void a_gzip_member_for_each_record() {
        byte[] first = gzip(record(0));
        byte[] second = gzip(record(1));
        var outcome = read("a.warc.gz", concat(first, second, gzip(record(2))));
        assertWhole(outcome);
        assertEquals(
                List.of(0L, (long) first.length, (long) first.length + second.length),
                offsets(outcome),
                "of the members in the file");
        assertEquals(
                List.of(0, 1, 2),
                outcome.pages().stream().map(page -> page.source().record()).toList());
    }

    @Test
    void one_gzip_member_for_the_whole_file() {
        var outcome = read("a.warc.gz", gzip(record(0), record(1), record(2)));
        assertWhole(outcome);
        long length = record(0).length;
        assertEquals(List.of(0L, length, 2 * length), offsets(outcome), "in the uncompressed stream");
    }

    @Test
    void several_records_in_a_member() {
        assertWhole(read("a.warc.gz", concat(gzip(record(0), record(1)), gzip(record(2)))));
    }

    @Test
    void records_that_span_members() {
        byte[] all = concat(record(0), record(1), record(2));
        byte[] packed = new byte[0];
        for (int from = 0; from < all.length; from += 37) {
            packed = concat(packed, gzip(Arrays.copyOfRange(all, from, Math.min(all.length, from + 37))));
        }
        assertWhole(read("a.warc.gz", packed));
    }

    @Test
    void empty_members_between_records() {
        assertWhole(
                read("a.warc.gz", concat(gzip(), gzip(record(0)), gzip(), gzip(), gzip(record(1), record(2)), gzip())));
    }

    @Test
    void no_compression() {
        var outcome = read("a.warc", concat(record(0), record(1), record(2)));
        assertWhole(outcome);
        assertEquals(2L * record(0).length, offsets(outcome).getLast());
    }

    @Test
    void the_bytes_decide_and_not_the_name() {
        assertWhole(read("plain.warc.gz", concat(record(0), record(1), record(2))));
        assertWhole(read("packed.warc", concat(gzip(record(0)), gzip(record(1)), gzip(record(2)))));
        assertWhole(read("zstd.warc.gz", Zstd.compress(concat(record(0), record(1), record(2)))));
    }

    @Test
    void a_zstd_frame_for_each_record() {
        byte[] first = Zstd.compress(record(0));
        var outcome = read("a.warc.zst", concat(first, Zstd.compress(record(1)), Zstd.compress(record(2))));
        assertWhole(outcome);
        assertEquals(List.of(0L, (long) first.length), offsets(outcome).subList(0, 2));
    }

    @Test
    void zstd_frames_with_the_dictionary_in_a_skippable_frame() {
        byte[] dictionary = latin(html("page of a dictionary that all records share, ") + http("", "X: y"))
                .clone();
        for (byte[] stored : List.of(dictionary, Zstd.compress(dictionary))) {
            try (var context = new ZstdCompressCtx()) {
                context.loadDict(dictionary);
                assertWhole(read(
                        "a.warc.zst",
                        concat(
                                skippable(0x184D2A5D, stored),
                                context.compress(record(0)),
                                skippable(0x184D2A50, new byte[300_000]),
                                context.compress(record(1)),
                                context.compress(record(2)))));
            }
        }
    }

    private static byte[] skippable(int magic, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(magic)
                .putInt(content.length)
                .put(content)
                .array();
    }

    @Test
    void gzip_heads_with_extra_fields_names_and_comments() {
        byte[] member = gzip(record(0));
        member[3] = 4 + 8 + 16 + 2;
        byte[] fields = latin("\5\0extraname\0comment\0HC");
        byte[] head = Arrays.copyOf(member, 10);
        byte[] rest = Arrays.copyOfRange(member, 10, member.length);
        assertWhole(read("a.warc.gz", concat(head, fields, rest, gzip(record(1)), gzip(record(2)))));
    }

    @Test
    void conversions_of_wet_are_plain_text() {
        byte[] text = latin("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/\r\n"
                + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n");
        var outcome = read("a.warc.wet.gz", gzip(text));
        assertEquals(Page.Format.PLAIN_TEXT, outcome.pages().getFirst().format());
        assertEquals("words", outcome.body(0));
    }

    @Test
    void arc_of_both_versions() {
        byte[] page = latin(http(html("arc")));
        byte[] first = arc("filedesc://a.arc 0.0.0.0 20090101000000 text/plain 76", latin("x".repeat(76)));
        byte[] second = arc("http://a.example/0 192.0.2.1 20090101000000 text/html " + page.length, page);
        byte[] third =
                arc("http://a.example/1 192.0.2.1 20090101000000 text/html 200 CHECK - 99 a.arc " + page.length, page);
        for (byte[] archive : List.of(concat(first, second, third), concat(gzip(first), gzip(second), gzip(third)))) {
            var outcome = read("a.arc", archive);
            assertEquals(List.of("http://a.example/0", "http://a.example/1"), outcome.urls());
            assertEquals(html("arc"), outcome.body(1));
            assertEquals(Map.of(DropReason.NOT_A_RESPONSE, 1L), outcome.funnel().dropped());
            assertEquals(Map.of(), outcome.damage());
        }
    }

    private static byte[] arc(String line, byte[] block) {
        return concat(latin(line + "\n"), block, latin("\n"));
    }

    @Test
    void an_empty_file_has_no_record() {
        assertEquals(0, read("a.warc.gz", new byte[0]).funnel().read());
    }

    @Test
    void records_without_a_page_are_counted() {
        byte[] page = latin(http(html("x")));
        var outcome = read(
                "a.warc",
                concat(
                        record("warcinfo", url(0), "1", latin("x")),
                        record("request", url(0), "1", latin("x")),
                        record("metadata", url(0), "1", latin("x")),
                        record("revisit", url(0), String.valueOf(page.length), page),
                        record("resource", "dns:a.example", "1", latin("x")),
                        record("response", "ftp://a.example/", "1", latin("x")),
                        response(url(1), latin("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n")),
                        response(url(2), latin("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF")),
                        response(url(3), latin("no head at all"))));
        assertEquals(
                Map.of(
                        DropReason.NOT_A_RESPONSE, 6L,
                        DropReason.STATUS, 1L,
                        DropReason.NOT_HTML, 1L,
                        DropReason.BAD_HTTP, 1L),
                outcome.funnel().dropped());
    }

    @Test
    void a_resource_of_the_web_with_html_is_a_page() {
        byte[] resource = latin("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <https://a.example/r>\r\n"
                + "Content-Type: text/html; charset=\"UTF-8\"\r\nContent-Length: 9\r\n\r\n<p>some</\r\n\r\n");
        var outcome = read("a.warc", resource);
        assertEquals(List.of("https://a.example/r"), outcome.urls());
        assertEquals(Optional.of("UTF-8"), outcome.pages().getFirst().declaredCharset());
    }

    @Test
    void html_without_a_telling_type_is_known_by_its_bytes() {
        var outcome = read(
                "a.warc",
                concat(
                        typed(0, "", html("x")),
                        typed(1, "Content-Type: application/octet-stream\r\n", "\n <HTML lang=en>x"),
                        typed(2, "Content-Type: text/xml\r\n", "<?xml version='1.0'?><html xmlns='x'></html>"),
                        typed(3, "", "words"),
                        typed(4, "Content-Type: text/xml\r\n", "<?xml version='1.0'?><rss></rss>")));
        assertEquals(THREE, outcome.urls());
        assertEquals(2, outcome.funnel().dropped(DropReason.NOT_HTML));
    }

    private static byte[] typed(int page, String field, String body) {
        return response(url(page), latin("HTTP/1.1 200 OK\r\n" + field + "\r\n" + body));
    }

    @Test
    void the_type_that_the_crawler_identified_counts() {
        byte[] block = latin("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + html("x"));
        byte[] record = latin("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url(0)
                + "\r\nWARC-Identified-Payload-Type: text/html\r\nContent-Length: " + block.length + "\r\n\r\n");
        assertEquals(List.of(url(0)), read("a.warc", concat(record, block)).urls());
    }

    @Test
    void interim_responses_are_passed_over() {
        var block = "HTTP/1.1 100 Continue\r\n\r\n" + http(html("x"));
        assertEquals(html("x"), read("a.warc", response(url(0), latin(block))).body(0));
    }

    private Outcome read(String name, byte[] archive) {
        return Archives.read(folder, name, archive);
    }

    private static List<Long> offsets(Outcome outcome) {
        return outcome.pages().stream().map(page -> page.source().offset()).toList();
    }

    private static void assertWhole(Outcome outcome) {
        assertEquals(THREE, outcome.urls());
        assertEquals(html("page 1"), outcome.body(1));
        assertEquals(Map.of(), outcome.funnel().dropped());
        assertEquals(Map.of(), outcome.damage());
    }
}
