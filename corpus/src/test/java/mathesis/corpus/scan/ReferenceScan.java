package mathesis.corpus.scan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// What [PageScan] computes, written the plain and slow way over characters that each hold a byte.
final class ReferenceScan {
    private static final Set<String> INLINE =
            Set.of(("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd"
                            + " label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr")
                    .split(" ", -1));

    private final String page;
    private final StringBuilder out = new StringBuilder();
    private int commands;
    private int inline;
    private int display;
    private int images;
    private int mathElements;
    private int texScripts;

    ReferenceScan(byte[] page) {
        this.page = new String(page, StandardCharsets.ISO_8859_1);
        scan();
    }

    String text() {
        return new String(out.toString().stripTrailing().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// Everything but libraries.
    MathSignals signals() {
        return new MathSignals(mathElements, texScripts, 0, inline, display, commands, images);
    }

    private void scan() {
        int at = 0;
        while (at < page.length()) {
            int less = orEnd(page.indexOf('<', at));
            text(page.substring(at, less), true);
            at = less == page.length() ? less : markup(less);
        }
    }

    private int orEnd(int index) {
        return index < 0 ? page.length() : index;
    }

    private int markup(int less) {
        var rest = page.substring(less + 1, Math.min(page.length(), less + 4));
        if (rest.startsWith("!--")) {
            return comment(less + 2);
        }
        if (rest.startsWith("!") || rest.startsWith("?") || rest.startsWith("/") && !rest.matches("(?s)/[a-zA-Z].*")) {
            return Math.min(orEnd(page.indexOf('>', less + (rest.startsWith("/") ? 2 : 1))) + 1, page.length());
        }
        if (!rest.matches("(?s)/?[a-zA-Z].*")) {
            text("<", false);
            return less + 1;
        }
        int nameAt = less + (rest.startsWith("/") ? 2 : 1);
        var written = page.substring(nameAt).split("[\\x00- />]", 2)[0];
        var name = written.toLowerCase(Locale.ROOT);
        int end = tagEnd(nameAt + written.length());
        var tag = page.substring(nameAt, end);
        if (rest.startsWith("/")) {
            if (!INLINE.contains(name)) {
                space();
            }
            return Math.min(end + 1, page.length());
        }
        return end == page.length() ? end : element(name, tag, end);
    }

    private int comment(int firstDash) {
        for (int at = firstDash + 2; at < page.length(); at++) {
            var before = page.substring(firstDash, at);
            if (page.charAt(at) == '>' && (before.endsWith("--") || before.length() >= 3 && before.endsWith("--!"))) {
                return at + 1;
            }
        }
        return page.length();
    }

    private int tagEnd(int from) {
        for (int at = from; at < page.length(); at++) {
            char c = page.charAt(at);
            if (c == '>') {
                return at;
            }
            if ((c == '"' || c == '\'') && page.substring(from, at).matches("(?s).*=[\\x00- ]*")) {
                at = orEnd(page.indexOf(c, at + 1));
            }
        }
        return page.length();
    }

    private int element(String name, String tag, int end) {
        switch (name) {
            case "style" -> {
                return Math.min(orEnd(page.indexOf('>', rawEnd("style", end + 1))) + 1, page.length());
            }
            case "script" -> {
                int close = rawEnd("script", end + 1);
                if (attribute(tag, "type").toLowerCase(Locale.ROOT).startsWith("math/")) {
                    texScripts++;
                    space();
                    text(page.substring(end + 1, close), false);
                    space();
                }
                return close == page.length() ? close : Math.min(tagEnd(close) + 1, page.length());
            }
            case "img" -> image(tag);
            case "math" -> {
                mathElements++;
                space();
                kept(attribute(tag, "alttext"));
            }
            default -> {
                if (!INLINE.contains(name)) {
                    space();
                }
            }
        }
        return end + 1;
    }

    private int rawEnd(String name, int from) {
        var lower = page.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf("</" + name, from); at >= 0; at = lower.indexOf("</" + name, at + 1)) {
            int after = at + 2 + name.length();
            if (after < page.length() && page.substring(after, after + 1).matches("[\\x00- />]")) {
                return at;
            }
        }
        return page.length();
    }

    private void image(String tag) {
        var kind = attribute(tag, "class").toLowerCase(Locale.ROOT);
        var source = attribute(tag, "src");
        source = source.substring(0, Math.min(source.length(), 128)).toLowerCase(Locale.ROOT);
        var alt = attribute(tag, "alt");
        boolean named = kind.contains("tex") && !kind.contains("text")
                || kind.contains("math")
                || source.matches("(?s).*(latex|codecogs|mimetex|mathtex).*");
        if (hasAttribute(tag, "alt") && (named || alt.matches("(?s)\\$..*|\\$.+|.*(\\\\[a-zA-Z]|[_^]\\{).*"))) {
            images++;
            kept(alt);
        }
    }

    private void kept(String value) {
        if (!value.isEmpty() || !out.isEmpty()) {
            space();
            text(value, true);
            space();
        }
    }

    private static boolean hasAttribute(String tag, String name) {
        return find(tag, name) != null;
    }

    private static String attribute(String tag, String name) {
        var value = find(tag, name);
        return value == null ? "" : value;
    }

    private static String find(String tag, String name) {
        var parts = java.util.regex.Pattern.compile(
                        "(?s)([^\\x00- =/]*)(?:[\\x00- ]*=[\\x00- ]*(?:\"([^\"]*)\"?|'([^']*)'?|([^\\x00- ]*)))?[\\x00- /]*")
                .matcher(tag);
        int at = tag.split("[\\x00- />]", -1)[0].length();
        while (at < tag.length() && (tag.charAt(at) <= ' ' || tag.charAt(at) == '/')) {
            at++;
        }
        while (at < tag.length() && parts.region(at, tag.length()).lookingAt() && parts.end() > at) {
            if (parts.group(1).equalsIgnoreCase(name)) {
                return parts.group(2) != null
                        ? parts.group(2)
                        : parts.group(3) != null ? parts.group(3) : parts.group(4) != null ? parts.group(4) : "";
            }
            at = parts.end();
        }
        return null;
    }

    private void space() {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private void text(String piece, boolean references) {
        int at = 0;
        while (at < piece.length()) {
            char c = piece.charAt(at);
            if (c <= ' ') {
                space();
                at++;
            } else if (piece.startsWith("\u00c2\u00a0", at)) {
                space();
                at += 2;
            } else if (c == '&' && references) {
                at = reference(piece, at);
            } else {
                at += sign(piece, at);
            }
        }
    }

    private int sign(String piece, int at) {
        var rest = piece.substring(at);
        if (rest.startsWith("$$")) {
            display++;
            out.append("$$");
            return 2;
        }
        inline += rest.startsWith("\\(") ? 1 : 0;
        display += rest.startsWith("\\[") ? 1 : 0;
        commands += rest.matches("(?s)\\\\[a-zA-Z]{2}.*") ? 1 : 0;
        out.append(rest.charAt(0));
        return 1;
    }

    private int reference(String piece, int at) {
        var matcher = java.util.regex.Pattern.compile(
                        "&(?:#([0-9]{1,7});?|#[xX]([0-9a-fA-F]{1,7});?|([a-zA-Z0-9]{1,8});)")
                .matcher(piece)
                .region(at, piece.length());
        int character = !matcher.lookingAt()
                ? -1
                : matcher.group(3) != null
                        ? CharacterReferences.named(Packed.name(matcher.group(3)))
                        : CharacterReferences.numeric(
                                matcher.group(1) != null
                                        ? Integer.parseInt(matcher.group(1))
                                        : Integer.parseInt(matcher.group(2), 16));
        if (character < 0) {
            out.append('&');
            return at + 1;
        }
        if (character == ' ') {
            space();
        } else {
            var utf8 = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            out.append(new String(utf8, StandardCharsets.ISO_8859_1));
        }
        return matcher.end();
    }
}
