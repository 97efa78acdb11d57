package mathesis.corpus.domain;

import java.util.ArrayList;
import java.util.List;

/// A path under which pages are, or are not, mathematics.
///
/// @param host     as [Domain#of] gives it
/// @param segments of the path; `*` in one stands for any characters within it
/// @param open     whether the last segment may go on: `/a/b` matches `/a/bc` and `/a/b/c`, `/a/b/` only what is under
///                 it
/// @param excludes whether pages under it are not mathematics, whatever a shorter rule says
record UrlRule(String host, List<String> segments, boolean open, boolean excludes) {
    private static final int MOST_CHARS = 4096;

    UrlRule {
        segments = List.copyOf(segments);
    }

    /// Reads `host/path-prefix`, with a `!` before it to exclude.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    static UrlRule parse(String text) {
        boolean excludes = text.startsWith("!");
        var rule = (excludes ? text.substring(1) : text).strip();
        rule = rule.replaceFirst("^(?i)https?://", "");
        require(rule.length() <= MOST_CHARS, "is longer than " + MOST_CHARS + " characters");
        int slash = rule.indexOf('/');
        var written = slash < 0 ? rule : rule.substring(0, slash);
        require(!written.contains("*"), "has a * in its host; * stands within a part of the path alone");
        var host = Domain.normal(written)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' has no host; write host/path-prefix"));
        var path = slash < 0 ? "" : rule.substring(slash + 1);
        require(path.indexOf('?') < 0 && path.indexOf('#') < 0, "has a query or fragment; rules are of paths");
        return of(host, path, excludes);
    }

    private static UrlRule of(String host, String path, boolean excludes) {
        var segments = new ArrayList<>(List.of(path.split("/", -1)));
        boolean open = !segments.getLast().isEmpty();
        if (!open) {
            segments.removeLast();
        }
        return new UrlRule(host, segments, open, excludes);
    }

    /// The path as a rule has it.
    String path() {
        return "/" + String.join("/", segments) + (open || segments.isEmpty() ? "" : "/");
    }

    /// Number of characters that it fixes: of two rules that match a page, the longer one says what it is.
    int length() {
        return segments.stream().mapToInt(segment -> segment.length() + 1).sum() + (open ? 0 : 1);
    }

    /// Whether a page of the host with this path, which begins with `/`, lies under it.
    boolean matches(String path) {
        int from = 1;
        for (int i = 0; i < segments.size(); i++) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            boolean last = i == segments.size() - 1;
            if (from > path.length() || !Wildcard.matches(segments.get(i), path, from, to, open && last)) {
                return false;
            }
            if (!last || !open) {
                if (slash < 0) {
                    return false;
                }
                from = slash + 1;
            }
        }
        return true;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("rule " + message);
        }
    }
}
