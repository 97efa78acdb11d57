package mathesis.corpus.domain;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/// Host and path of a URL, read leniently: archives hold many that the standard would refuse.
///
/// A domain is what the paper calls the same base URL: the host in lower case without `www.`, user, port and last dot;
/// `en.wikipedia.org` and `de.wikipedia.org` are two.
public final class Domain {
    private static final int MOST_HOST_CHARS = 253;
    private static final String WWW = "www.";

    private Domain() {}

    /// The domain of a URL of the web; empty for other URLs and where the host is none.
    public static Optional<String> of(String url) {
        int from = hostStart(url);
        if (from < 0) {
            return Optional.empty();
        }
        int to = hostEnd(url, from);
        from = Math.max(from, url.lastIndexOf('@', to - 1) + 1);
        int colon = url.indexOf(':', from);
        return normal(url.substring(from, colon >= 0 && colon < to ? colon : to));
    }

    /// The path of a URL of the web from its `/` on, without query and fragment; `/` where it has none.
    public static String path(String url) {
        int from = hostStart(url);
        int at = from < 0 ? url.length() : hostEnd(url, from);
        if (at == url.length() || url.charAt(at) != '/') {
            return "/";
        }
        int end = at;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(at, end);
    }

    /// A host as it stands in rules and lists; empty where it cannot be one.
    static Optional<String> normal(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.startsWith(WWW) && name.indexOf('.', WWW.length()) > 0) {
            name = name.substring(WWW.length());
        }
        return ascii(name).filter(Domain::isHost);
    }

    private static Optional<String> ascii(String name) {
        if (name.length() > MOST_HOST_CHARS) {
            return Optional.empty();
        }
        try {
            boolean plain = name.chars().allMatch(c -> c < 0x80);
            return Optional.of(plain ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no host: as good as none
        }
    }

    private static boolean isHost(String name) {
        if (name.isEmpty() || name.charAt(0) == '.' || name.contains("..")) {
            return false;
        }
        return name.chars()
                .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_');
    }

    /// Index of the host's first character; negative where the URL is none of the web.
    private static int hostStart(String url) {
        for (var scheme : new String[] {"https://", "http://"}) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return -1;
    }

    private static int hostEnd(String url, int from) {
        int at = from;
        while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
