package mathesis.corpus.dedup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The parameters of a URL.
final class UrlParameters {
    private static final Set<String> TRACKING = Set.of(
            "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
            "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok");
    private static final Set<String> SESSION = Set.of(
            "jsessionid",
            "phpsessid",
            "sid",
            "sessionid",
            "session_id",
            "sessid",
            "oscsid",
            "zenid",
            "cfid",
            "cftoken");
    private static final String TRACKING_PREFIX = "utm_";
    private static final String SESSION_PREFIX = "aspsessionid";
    private static final Pattern SESSION_IN_PATH = Pattern.compile("(?i);(?:jsessionid|phpsessid|sid)=[^;/]*");

    private UrlParameters() {}

    /// With a question mark in front; empty where none is left.
    static String canonical(String query) {
        return Arrays.stream(query.split("&"))
                .map(UrlParameters::normalised)
                .filter(parameter -> !parameter.isEmpty() && !isNoise(name(parameter)))
                .sorted(Comparator.comparing(UrlParameters::name))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), joined -> joined.isEmpty() ? "" : "?" + joined));
    }

    private static String normalised(String parameter) {
        return PercentEncoding.normalised(parameter).replace("%20", "+");
    }

    private static String name(String parameter) {
        int end = parameter.indexOf('=');
        return end < 0 ? parameter : parameter.substring(0, end);
    }

    private static boolean isNoise(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return TRACKING.contains(lower)
                || SESSION.contains(lower)
                || lower.startsWith(TRACKING_PREFIX)
                || lower.startsWith(SESSION_PREFIX);
    }

    /// A path without the sessions that servers write into it.
    static String withoutSessions(String path) {
        return path.indexOf(';') < 0 ? path : SESSION_IN_PATH.matcher(path).replaceAll("");
    }
}
