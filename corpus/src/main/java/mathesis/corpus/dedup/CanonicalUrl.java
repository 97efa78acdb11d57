package mathesis.corpus.dedup;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One spelling for the URLs under which sites serve one page.
///
/// The scheme is `https` for `http` too; host in lower case and ASCII (IDN), without `www.`, user, default port or
/// final dot; no fragment, dot segments, `index.html` and the like, final slashes; percent-encoding only where it is
/// needed and in upper case (RFC 3986 section 6.2.2); parameters sorted by name, without those that name a session or
/// where a visitor came from. Canonical URLs stay as they are.
public final class CanonicalUrl {
    private static final int LONGEST = 1 << 16;
    private static final Pattern WEB = Pattern.compile("(?i)https?:[/\\\\]{2,}");
    private static final Pattern LINE_BREAKS = Pattern.compile("[\t\r\n]");
    private static final Pattern HALF_CHARACTERS = Pattern.compile("[\\x{D800}-\\x{DFFF}]");
    private static final Pattern HOST = Pattern.compile("[a-z0-9_.-]+|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile("(.*?)(?::0*([0-9]{0,5}))?", Pattern.DOTALL);
    private static final Pattern DIRECTORY_INDEX =
            Pattern.compile("(?i)index\\.(?:[xs]?html?|php[345]?|aspx?|jsp|cgi)");

    private CanonicalUrl() {}

    /// The canonical form; what is no web address comes back without surrounding white space, otherwise as it is.
    public static String of(String url) {
        var trimmed = url.strip();
        return trimmed.length() > LONGEST ? trimmed : canonical(trimmed).orElse(trimmed);
    }

    private static Optional<String> canonical(String trimmed) {
        var text = HALF_CHARACTERS
                .matcher(LINE_BREAKS.matcher(trimmed).replaceAll(""))
                .replaceAll("\uFFFD");
        var scheme = WEB.matcher(text);
        if (!scheme.lookingAt()) {
            return Optional.empty();
        }
        int from = scheme.end();
        int end = firstOf(text, "#", from);
        int query = Math.min(firstOf(text, "?", from), end);
        int path = Math.min(firstOf(text, "/\\", from), query);
        return authority(text.substring(from, path))
                .map(authority -> "https://" + authority + path(text.substring(path, query))
                        + UrlParameters.canonical(text.substring(Math.min(query + 1, end), end)));
    }

    private static int firstOf(String text, String characters, int from) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static Optional<String> authority(String written) {
        var parts = PORT.matcher(written.substring(written.lastIndexOf('@') + 1));
        if (!parts.matches()) {
            return Optional.empty();
        }
        var port = parts.group(2);
        boolean usual = port == null || port.isEmpty() || port.equals("80") || port.equals("443");
        return host(parts.group(1)).map(host -> usual ? host : host + ":" + port);
    }

    private static Optional<String> host(String written) {
        var host = PercentEncoding.decoded(written).toLowerCase(Locale.ROOT);
        try {
            host = host.chars().allMatch(c -> c < 0x80)
                    ? host
                    : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        while (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        while (host.startsWith("www.") && host.indexOf('.', 4) > 0) {
            host = host.substring(4);
        }
        return HOST.matcher(host).matches() ? Optional.of(host) : Optional.empty();
    }

    private static String path(String written) {
        var path = PercentEncoding.normalised(UrlParameters.withoutSessions(written.replace('\\', '/')));
        var segments = DotSegments.removed(path);
        while (!segments.isEmpty() && isIndex(segments.getLast())) {
            segments.removeLast();
        }
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    private static boolean isIndex(String segment) {
        return segment.isEmpty() || DIRECTORY_INDEX.matcher(segment).matches();
    }
}
