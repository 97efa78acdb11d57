package mathesis.corpus.warc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mathesis.corpus.DropReason;
import mathesis.corpus.Verdict;

/// Takes the transfer and content encodings off a body: those that the head declares if they are there, and those that
/// are there though the head says otherwise.
final class HttpBody {
    private static final List<String> NO_ENCODING = List.of("", "identity", "none", "binary", "8bit", "7bit");

    private final ArchiveLimits limits;
    private final DamageTally damage;

    HttpBody(ArchiveLimits limits, DamageTally damage) {
        this.limits = limits;
        this.damage = damage;
    }

    /// @param cutByLength whether the block's own length is a guess, so that the head's `Content-Length` counts
    Verdict<byte[]> decode(Fields head, byte[] bytes, int from, int end, boolean cutByLength) {
        int to = cutByLength ? Math.min(end, from + declaredLength(head, end - from)) : end;
        var encodings = encodings(head);
        if (encodings.size() > limits.contentEncodings()) {
            return new Verdict.Dropped<>(DropReason.BOMB);
        }
        if (to - from > limits.recordBytes()) {
            return new Verdict.Dropped<>(DropReason.TOO_LARGE);
        }
        return unpack(withoutChunks(head, bytes, from, to), encodings);
    }

    private static int declaredLength(Fields head, int otherwise) {
        var written = head.first("content-length").orElse("");
        boolean number =
                !written.isEmpty() && written.length() < 10 && written.chars().allMatch(Character::isDigit);
        return number && !isChunked(head) ? Integer.parseInt(written) : otherwise;
    }

    private static boolean isChunked(Fields head) {
        return head.joined("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    /// In the order in which they were applied.
    private static List<String> encodings(Fields head) {
        var encodings = new ArrayList<String>();
        for (String each :
                head.joined("content-encoding").toLowerCase(Locale.ROOT).split(",")) {
            String name = each.strip();
            if (!NO_ENCODING.contains(name)) {
                encodings.add(name);
            }
        }
        return encodings;
    }

    private byte[] withoutChunks(Fields head, byte[] bytes, int from, int end) {
        boolean declared = isChunked(head);
        if (!Chunks.startIn(bytes, from, end)) {
            if (declared && end > from) {
                damage.count(Damage.CHUNKS);
            }
            return Arrays.copyOfRange(bytes, from, end);
        }
        var chunks = Chunks.of(bytes, from, end);
        if (declared || chunks.whole()) {
            if (!declared || !chunks.whole()) {
                damage.count(Damage.CHUNKS);
            }
            return chunks.body();
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    private Verdict<byte[]> unpack(byte[] packed, List<String> declared) {
        byte[] body = packed;
        int unpacked = 0;
        for (String encoding : declared.reversed()) {
            var coding = coding(encoding, body);
            if (coding.isEmpty()) {
                if (!isPlain(encoding, body)) {
                    return new Verdict.Dropped<>(DropReason.BAD_HTTP);
                }
                damage.count(Damage.CONTENT_ENCODING);
                continue;
            }
            switch (unpackOnce(coding.get(), body)) {
                case Verdict.Kept<byte[]>(var inner) -> body = inner;
                case Verdict.Dropped<byte[]> dropped -> {
                    return dropped;
                }
            }
            unpacked++;
        }
        return unpackUndeclared(body, unpacked);
    }

    private Verdict<byte[]> unpackUndeclared(byte[] packed, int unpackedBefore) {
        byte[] body = packed;
        for (int unpacked = unpackedBefore; ContentCoding.isGzip(body) || ContentCoding.isZstd(body); unpacked++) {
            if (unpacked == limits.contentEncodings()) {
                return new Verdict.Dropped<>(DropReason.BOMB);
            }
            damage.count(Damage.CONTENT_ENCODING);
            var coding = ContentCoding.isGzip(body) ? ContentCoding.GZIP : ContentCoding.ZSTD;
            switch (unpackOnce(coding, body)) {
                case Verdict.Kept<byte[]>(var inner) -> body = inner;
                case Verdict.Dropped<byte[]> dropped -> {
                    return dropped;
                }
            }
        }
        return body.length > limits.pageBytes()
                ? new Verdict.Dropped<>(DropReason.TOO_LARGE)
                : new Verdict.Kept<>(body);
    }

    private Verdict<byte[]> unpackOnce(ContentCoding coding, byte[] body) {
        return switch (coding.decode(body, limits)) {
            case ContentCoding.Result.Body(var bytes, var cut) -> {
                if (cut) {
                    damage.count(Damage.CUT_BODY);
                }
                yield new Verdict.Kept<>(bytes);
            }
            case ContentCoding.Result.Failed(var reason) -> new Verdict.Dropped<>(reason);
        };
    }

    /// How to undo an encoding; empty where the body is not in it or nothing here can undo it.
    private static Optional<ContentCoding> coding(String encoding, byte[] body) {
        return switch (encoding) {
            case "gzip", "x-gzip" ->
                ContentCoding.isGzip(body) ? Optional.of(ContentCoding.GZIP) : Optional.<ContentCoding>empty();
            case "zstd" ->
                ContentCoding.isZstd(body) ? Optional.of(ContentCoding.ZSTD) : Optional.<ContentCoding>empty();
            case "deflate", "x-deflate" -> deflate(body);
            default -> Optional.empty();
        };
    }

    /// Half the servers leave out zlib's frame, which the standard asks for.
    private static Optional<ContentCoding> deflate(byte[] body) {
        if (ContentCoding.isZlib(body)) {
            return Optional.of(ContentCoding.ZLIB);
        }
        boolean plain = body.length == 0 || HtmlSniff.looksLikeHtml(body, 0, body.length) || ContentCoding.isGzip(body);
        return plain ? Optional.empty() : Optional.of(ContentCoding.RAW_DEFLATE);
    }

    /// Whether a body that is said to be encoded is not: certain for encodings that start with a mark of their own.
    private static boolean isPlain(String encoding, byte[] body) {
        return switch (encoding) {
            case "gzip", "x-gzip", "zstd", "deflate", "x-deflate" -> true;
            default -> body.length == 0 || HtmlSniff.looksLikeHtml(body, 0, body.length);
        };
    }
}
