package mathesis.corpus.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import mathesis.corpus.Page;

/// The characters of a page. Its charset is taken from the first of these that tells: a byte order mark; the bytes, if
/// all of them are UTF-8; the HTTP header; a `<meta>` element; an XML declaration; the statistics of its bytes. Bytes
/// that fit no character become U+FFFD; nothing is thrown.
///
/// Bytes beyond ASCII that are UTF-8 by chance are so rare that they overrule the header, which servers often fill with
/// a default.
public final class PageText {
    private static final Charset SHIFTED = Charset.forName("ISO-2022-JP");
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte ESCAPE = 0x1B;

    private PageText() {}

    /// The page's text.
    public static String decode(Page page) {
        var marked = marked(page.body());
        var charset = marked.orElseGet(() -> unmarked(page, Utf8.of(page.body())));
        int skipped = marked.map(PageText::markLength).orElse(0);
        return new String(page.body(), skipped, page.body().length - skipped, charset);
    }

    /// The page's text as UTF-8: the body itself, not a copy, if it is that already and bears no mark.
    public static byte[] utf8(Page page) {
        byte[] body = page.body();
        var marked = marked(body);
        var found = Utf8.of(body);
        var charset = marked.orElseGet(() -> unmarked(page, found));
        if (!charset.equals(StandardCharsets.UTF_8) || !found.isValid()) {
            return decode(page).getBytes(StandardCharsets.UTF_8);
        }
        return marked.isPresent() ? Arrays.copyOfRange(body, UTF_8_MARK.length, body.length) : body;
    }

    /// The charset that the page is decoded from.
    public static Charset charset(Page page) {
        return marked(page.body()).orElseGet(() -> unmarked(page, Utf8.of(page.body())));
    }

    private static Optional<Charset> marked(byte[] body) {
        if (starts(body, UTF_8_MARK)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (starts(body, UTF_16BE_MARK)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return starts(body, UTF_16LE_MARK) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static int markLength(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? UTF_8_MARK.length : UTF_16BE_MARK.length;
    }

    private static boolean starts(byte[] body, byte[] mark) {
        return body.length >= mark.length && Arrays.equals(body, 0, mark.length, mark, 0, mark.length);
    }

    private static Charset unmarked(Page page, Utf8 found) {
        if (page.format() == Page.Format.PLAIN_TEXT) {
            return StandardCharsets.UTF_8;
        }
        var wide = wide(page.body());
        if (wide.isPresent()) {
            return wide.get();
        }
        if (found.isValid()) {
            return found.isAscii() && isShifted(page) ? SHIFTED : StandardCharsets.UTF_8;
        }
        var declared = declared(page).filter(charset -> !isRefuted(charset, found));
        return declared.orElseGet(() -> CharsetGuess.of(page.body()));
    }

    private static Optional<Charset> declared(Page page) {
        return page.declaredCharset().flatMap(CharsetLabels::of).or(() -> DeclaredCharset.in(page.body()));
    }

    /// Whether a declaration of UTF-8 stands on bytes most of which are not; a page with a few broken characters keeps
    /// its charset. UTF-16 would show by its first character.
    private static boolean isRefuted(Charset declared, Utf8 found) {
        return declared.equals(StandardCharsets.UTF_8)
                ? found.malformed() > found.sequences()
                : declared.equals(StandardCharsets.UTF_16LE) || declared.equals(StandardCharsets.UTF_16BE);
    }

    /// UTF-16 without a mark, by the `<` that a page starts with.
    private static Optional<Charset> wide(byte[] body) {
        if (body.length < 4) {
            return Optional.empty();
        }
        if (body[0] == 0 && body[1] == '<' && body[2] == 0 && body[3] != 0) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        boolean little = body[0] == '<' && body[1] == 0 && body[2] != 0 && body[3] == 0;
        return little ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    /// ISO-2022-JP is written in ASCII bytes and must be declared.
    private static boolean isShifted(Page page) {
        if (!declared(page).filter(SHIFTED::equals).isPresent()) {
            return false;
        }
        for (byte b : page.body()) {
            if (b == ESCAPE) {
                return true;
            }
        }
        return false;
    }
}
