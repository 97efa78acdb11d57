package mathesis.corpus.warc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes WARC 1.0, a gzip member for each record. The same records give the same bytes: identifiers are made from what
/// a record holds, and dates come from the caller. One thread.
///
/// Source: ISO 28500:2009; RFC 1952.
public final class WarcWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    /// Deflate, no flags, no time, fastest or best not told, unknown system.
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final OutputStream out;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] buffer = new byte[BUFFER];

    /// @param out closed by [#close]
    public WarcWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes the record that an archive starts with.
    public void info(String archiveName, Instant date, Map<String, String> fields) throws IOException {
        var block = new StringBuilder();
        new TreeMap<>(fields)
                .forEach((name, value) ->
                        block.append(name).append(": ").append(value).append("\r\n"));
        write(
                "warcinfo",
                date,
                Map.of("Content-Type", "application/warc-fields", "WARC-Filename", archiveName),
                utf8(block.toString()));
    }

    /// Writes a page as the response with status 200 that a server would have sent.
    ///
    /// @param contentType of the page, with its charset if it is to be declared
    public void response(String url, Instant date, String contentType, byte[] page) throws IOException {
        var block = new ByteArrayOutputStream(page.length + 128);
        block.write(utf8(
                "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: " + page.length + "\r\n\r\n"));
        block.write(page);
        var fields = new LinkedHashMap<String, String>();
        fields.put("WARC-Target-URI", url);
        fields.put("Content-Type", "application/http; msgtype=response");
        fields.put("WARC-Payload-Digest", digest(page));
        write("response", date, fields, block.toByteArray());
    }

    /// Writes a record of any type.
    ///
    /// @param fields of the head, besides those of every record: version, type, identifier, date, length and the
    ///               block's digest
    public void write(String type, Instant date, Map<String, String> fields, byte[] block) throws IOException {
        var digest = digest(block);
        var head = new StringBuilder("WARC/1.0\r\nWARC-Type: ").append(requireOneLine(type));
        head.append("\r\nWARC-Date: ").append(date.truncatedTo(ChronoUnit.SECONDS));
        var named = new StringBuilder();
        new TreeMap<>(fields)
                .forEach((name, value) -> named.append("\r\n")
                        .append(requireOneLine(name))
                        .append(": ")
                        .append(requireOneLine(value)));
        var identity = UUID.nameUUIDFromBytes(utf8(head + named.toString() + digest));
        head.append("\r\nWARC-Record-ID: <urn:uuid:").append(identity).append('>');
        head.append("\r\nContent-Length: ").append(block.length);
        head.append("\r\nWARC-Block-Digest: ").append(digest).append(named).append("\r\n\r\n");
        member(utf8(head.toString()), block, utf8("\r\n\r\n"));
    }

    private static String requireOneLine(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a field of a WARC head must be one line: " + value);
        }
        return value;
    }

    private void member(byte[]... parts) throws IOException {
        var sum = new CRC32();
        long length = 0;
        deflater.reset();
        out.write(GZIP_HEAD);
        for (byte[] part : parts) {
            sum.update(part);
            length += part.length;
            deflater.setInput(part);
            drain();
        }
        deflater.finish();
        drain();
        int32((int) sum.getValue());
        int32((int) length);
    }

    private void drain() throws IOException {
        while (!deflater.finished()) {
            int count = deflater.deflate(buffer);
            if (count == 0) {
                return;
            }
            out.write(buffer, 0, count);
        }
    }

    private void int32(int value) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    /// A digest as WARC writes it: SHA-1 in base 32.
    static String digest(byte[] bytes) {
        try {
            return "sha1:" + base32(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            held = held << Byte.SIZE | b & 0xff;
            for (bits += Byte.SIZE; bits >= 5; bits -= 5) {
                text.append(BASE_32.charAt(held >>> bits - 5 & 31));
            }
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        out.close();
    }
}
