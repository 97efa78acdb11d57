package mathesis.corpus.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;

/// TeX of images that show formulas: from their alt text where class, address or delimiters say that it is
/// TeX, else from the address that a renderer was asked with.
final class ImageFormula {
    private static final List<String> CLASSES = List.of("tex", "latex", "math", "mwe-math", "formula", "equation");
    /// Parts of addresses that TeX follows, percent-encoded; in some a plus is a space.
    private static final List<Address> ADDRESSES = List.of(
            new Address("latex.codecogs.com/", "?", false),
            new Address("codecogs.com/", ".latex?", false),
            new Address("mimetex.cgi", "?", false),
            new Address("mathtex.cgi", "?", false),
            new Address("latex.php", "latex=", true),
            new Address("/equation", "?tex=", true),
            new Address("render/math", "math=", true),
            new Address("/chart", "chl=", true));

    private record Address(String host, String before, boolean plusIsSpace) {}

    private ImageFormula() {}

    static Optional<Formula> of(Element image) {
        var alt = image.attr("alt");
        var classes = image.attr("class").toLowerCase(Locale.ROOT);
        boolean display = isDisplay(classes);
        if (Delimiters.around(alt.strip()).isPresent() || alt.stripLeading().startsWith(Environments.BEGIN)) {
            return Formula.of(alt, display || isEnvironment(alt));
        }
        if (isFormulaClass(classes) && !alt.isBlank()) {
            return Formula.of(alt, display);
        }
        return ofAddress(image, alt, display);
    }

    private static boolean isEnvironment(String alt) {
        return alt.stripLeading().startsWith(Environments.BEGIN);
    }

    private static boolean isDisplay(String classes) {
        return classes.contains("display") || classes.contains("formuladsp") || classes.contains("latexcenter");
    }

    private static boolean isFormulaClass(String classes) {
        for (var each : CLASSES) {
            int at = classes.indexOf(each);
            if (at == 0 || (at > 0 && !Character.isLetterOrDigit(classes.charAt(at - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Formula> ofAddress(Element image, String alt, boolean display) {
        var source = image.hasAttr("data-src") ? image.attr("data-src") : image.attr("src");
        for (var address : ADDRESSES) {
            int host = source.indexOf(address.host);
            int before = host < 0 ? -1 : source.indexOf(address.before, host);
            if (before >= 0) {
                if (address.plusIsSpace && !alt.isBlank()) {
                    return Formula.of(alt, display);
                }
                return Formula.of(tex(source.substring(before + address.before.length()), address), display);
            }
        }
        return Optional.empty();
    }

    private static String tex(String query, Address address) {
        int end = query.indexOf('&');
        var encoded = address.plusIsSpace && end >= 0 ? query.substring(0, end) : query.replace("&space;", " ");
        return withoutSettings(decoded(address.plusIsSpace ? encoded : encoded.replace("+", "%2B")));
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that is none of an encoding: the address was written by hand
            return encoded;
        }
    }

    /// Codecogs takes resolution, colours and fonts in front of the formula.
    private static String withoutSettings(String tex) {
        var rest = tex.strip();
        while (true) {
            if (rest.startsWith("\\inline")) {
                rest = rest.substring("\\inline".length()).strip();
            } else if (rest.startsWith("\\dpi{") && rest.indexOf('}') > 0) {
                rest = rest.substring(rest.indexOf('}') + 1).strip();
            } else if ((rest.startsWith("\\bg_") || rest.startsWith("\\fn_")) && rest.indexOf(' ') > 0) {
                rest = rest.substring(rest.indexOf(' ')).strip();
            } else {
                return rest;
            }
        }
    }
}
