package mathesis.corpus.warc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mathesis.corpus.Funnel;
import mathesis.corpus.Page;

/// Small archives made by hand, whole or not, and what a reader makes of them.
final class Archives {
    private Archives() {}

    /// What became of an archive.
    record Outcome(List<Page> pages, Funnel funnel, Map<Damage, Long> damage) {
        List<String> urls() {
            return pages.stream().map(Page::url).toList();
        }

        String body(int page) {
            return new String(pages.get(page).body(), StandardCharsets.ISO_8859_1);
        }
    }

    static Outcome read(Path folder, String name, byte[] archive) {
        return read(folder, name, archive, ArchiveLimits.DEFAULT);
    }

    static Outcome read(Path folder, String name, byte[] archive, ArchiveLimits limits) {
        var pages = new ArrayList<Page>();
        try {
            var file = Files.write(folder.resolve(name), archive);
            try (var reader = ArchiveReader.open(file, name, limits)) {
                for (var page = reader.next(); page.isPresent(); page = reader.next()) {
                    pages.add(page.get());
                }
                return new Outcome(pages, reader.funnel(), reader.damage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String html(String words) {
        return "<!DOCTYPE html><title>x</title><p>" + words;
    }

    static String http(String body, String... fields) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + lines(fields) + "\r\n" + body;
    }

    private static String lines(String... fields) {
        var lines = new StringBuilder();
        for (var field : fields) {
            lines.append(field).append("\r\n");
        }
        return lines.toString();
    }

    static String url(int page) {
        return "https://a.example/" + page;
    }

    /// The record of a small page.
    static byte[] record(int page) {
        return response(url(page), latin(http(html("page " + page))));
    }

    static byte[] response(String url, byte[] block) {
        return record("response", url, String.valueOf(block.length), block);
    }

    static byte[] record(String type, String url, String length, byte[] block) {
        return concat(
                latin("WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url
                        + "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " + length
                        + "\r\n\r\n"),
                block,
                latin("\r\n\r\n"));
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] gzip(byte[]... parts) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(concat(parts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
