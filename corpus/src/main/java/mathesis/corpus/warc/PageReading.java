package mathesis.corpus.warc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import mathesis.corpus.DropReason;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict;

/// Takes the page out of a record that holds one: an HTTP response with HTML, such a resource, or the text of a WET
/// archive.
final class PageReading {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d(?:\\.\\d)? +(\\d{3})(?: .*)?");
    private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.ISO_8859_1);
    private static final int INTERIM = 100;
    private static final int FINAL = 200;
    private static final int OK = 200;
    private static final int MOST_INTERIM = 5;

    private final ArchiveLimits limits;
    private final HttpBody bodies;

    /// @param status    of HTTP; 0 where the record has none
    /// @param mediaType of the page or block, in small letters; empty where it is missing
    record Reading(int status, String mediaType, Verdict<Page> verdict) {
        static Reading dropped(int status, String mediaType, DropReason reason) {
            return new Reading(status, mediaType, new Verdict.Dropped<>(reason));
        }
    }

    PageReading(ArchiveLimits limits, DamageTally damage) {
        this.limits = limits;
        this.bodies = new HttpBody(limits, damage);
    }

    Reading read(Page.Source source, Split.Whole record, byte[] bytes) {
        var head = record.head();
        var blockType = MediaType.of(head.contentType());
        var reason = noPage(head);
        if (reason.isPresent()) {
            return Reading.dropped(0, blockType.name(), reason.get());
        }
        int end = record.from() + record.length();
        return switch (head.type()) {
            case "conversion" -> text(source, record, bytes, blockType);
            case "resource" -> resource(source, record, bytes, blockType);
            default -> response(source, record, bytes, record.from(), end, 0);
        };
    }

    private static Optional<DropReason> noPage(RecordHead head) {
        return switch (head.type()) {
            case "response", "conversion", "resource" -> {
                if (head.url().isEmpty()) {
                    yield Optional.of(DropReason.BAD_HEADER);
                }
                yield head.isWeb() ? Optional.empty() : Optional.of(DropReason.NOT_A_RESPONSE);
            }
            case "" -> Optional.of(DropReason.BAD_HEADER);
            default -> Optional.of(DropReason.NOT_A_RESPONSE);
        };
    }

    private Reading text(Page.Source source, Split.Whole record, byte[] bytes, MediaType type) {
        if (!type.name().isEmpty() && !type.name().equals("text/plain")) {
            return Reading.dropped(0, type.name(), DropReason.NOT_HTML);
        }
        if (record.length() > limits.pageBytes()) {
            return Reading.dropped(0, type.name(), DropReason.TOO_LARGE);
        }
        var body = Arrays.copyOfRange(bytes, record.from(), record.from() + record.length());
        var page = new Page(source, url(record), Page.Format.PLAIN_TEXT, Optional.empty(), body);
        return new Reading(0, type.name(), new Verdict.Kept<>(page));
    }

    /// A resource is the page itself, without a head of HTTP.
    private Reading resource(Page.Source source, Split.Whole record, byte[] bytes, MediaType type) {
        int end = record.from() + record.length();
        boolean html = isHtml(record.head(), type) || type.isUndecided() && sniff(bytes, record.from(), end);
        if (!html) {
            return Reading.dropped(0, type.name(), DropReason.NOT_A_RESPONSE);
        }
        if (record.length() > limits.pageBytes()) {
            return Reading.dropped(0, type.name(), DropReason.TOO_LARGE);
        }
        var body = Arrays.copyOfRange(bytes, record.from(), end);
        var page = new Page(source, url(record), Page.Format.HTML, type.charset(), body);
        return new Reading(0, type.name(), new Verdict.Kept<>(page));
    }

    private Reading response(Page.Source source, Split.Whole record, byte[] bytes, int from, int end, int interim) {
        int headEnd = Fields.headEnd(bytes, from, Math.min(end, from + limits.headerBytes()));
        if (headEnd < 0 || !startsHttp(bytes, from, end)) {
            return Reading.dropped(0, "", DropReason.BAD_HTTP);
        }
        var head = Fields.of(bytes, from, headEnd);
        var line = STATUS_LINE.matcher(head.firstLine());
        if (!line.matches()) {
            return Reading.dropped(0, "", DropReason.BAD_HTTP);
        }
        int status = Integer.parseInt(line.group(1));
        if (status >= INTERIM && status < FINAL && interim < MOST_INTERIM && startsHttp(bytes, headEnd, end)) {
            return response(source, record, bytes, headEnd, end, interim + 1);
        }
        var type = head.first("content-type").map(MediaType::of).orElse(MediaType.MISSING);
        if (status != OK) {
            return Reading.dropped(status, type.name(), DropReason.STATUS);
        }
        return new Reading(status, type.name(), page(source, record, head, type, bytes, headEnd, end));
    }

    private Verdict<Page> page(
            Page.Source source, Split.Whole record, Fields head, MediaType type, byte[] bytes, int from, int end) {
        boolean html = isHtml(record.head(), type);
        if (!html && !type.isUndecided()) {
            return new Verdict.Dropped<>(DropReason.NOT_HTML);
        }
        return switch (bodies.decode(head, bytes, from, end, record.guessed())) {
            case Verdict.Dropped<byte[]>(var reason) -> new Verdict.Dropped<>(reason);
            case Verdict.Kept<byte[]>(var body) -> {
                if (!html && !sniff(body, 0, body.length)) {
                    yield new Verdict.Dropped<>(DropReason.NOT_HTML);
                }
                yield new Verdict.Kept<>(new Page(source, url(record), Page.Format.HTML, type.charset(), body));
            }
        };
    }

    private static boolean isHtml(RecordHead head, MediaType type) {
        return type.isHtml()
                || head.identifiedType()
                        .map(MediaType::of)
                        .filter(MediaType::isHtml)
                        .isPresent();
    }

    private static boolean sniff(byte[] bytes, int from, int end) {
        return HtmlSniff.looksLikeHtml(bytes, from, end);
    }

    static boolean startsHttp(byte[] bytes, int from, int end) {
        return end - from >= HTTP.length && Arrays.equals(bytes, from, from + HTTP.length, HTTP, 0, HTTP.length);
    }

    private static String url(Split.Whole record) {
        return record.head().url().orElseThrow();
    }
}
