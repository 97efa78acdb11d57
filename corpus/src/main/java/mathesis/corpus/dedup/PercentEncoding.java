package mathesis.corpus.dedup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoded parts of URLs.
final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    /// Encodes what has to be and nothing else, in upper case: `%7Ea` is `~a`, `%2f` is `%2F`, `é` is `%C3%A9`. A
    /// percent sign that encodes nothing is encoded.
    static String normalised(String text) {
        if (text.chars().allMatch(c -> isAllowed(c))) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var normalised = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            if (isEncoded(bytes, i)) {
                int decoded = decodedAt(bytes, i);
                append(normalised, decoded, isLetterOrDigit(decoded) || UNRESERVED.indexOf(decoded) >= 0);
                i += 2;
            } else {
                append(normalised, c, isAllowed(c));
            }
        }
        return normalised.toString();
    }

    private static void append(StringBuilder text, int c, boolean plain) {
        if (plain) {
            text.append((char) c);
        } else {
            text.append('%').append(HEX.toHexDigits((byte) c));
        }
    }

    /// Every encoded byte as itself, read as UTF-8.
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean encoded = isEncoded(bytes, i);
            decoded.write(encoded ? decodedAt(bytes, i) : bytes[i]);
            i += encoded ? 2 : 0;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEncoded(byte[] bytes, int i) {
        return bytes[i] == '%'
                && i + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[i + 1])
                && HexFormat.isHexDigit(bytes[i + 2]);
    }

    private static int decodedAt(byte[] bytes, int i) {
        return HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]);
    }

    private static boolean isAllowed(int c) {
        return isLetterOrDigit(c) || c < 0x80 && ALLOWED.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
