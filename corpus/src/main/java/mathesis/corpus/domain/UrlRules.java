package mathesis.corpus.domain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which pages are mathematics by their URL: rules of one host are looked up by it, the longest that matches
/// decides, and of two equally long ones that which excludes. Immutable.
public final class UrlRules {
    /// Matches no page.
    public static final UrlRules NONE = new UrlRules(List.of());

    private final Map<String, List<UrlRule>> byHost = new HashMap<>();
    private final int size;

    UrlRules(List<UrlRule> rules) {
        rules.forEach(rule ->
                byHost.computeIfAbsent(rule.host(), _ -> new ArrayList<>()).add(rule));
        var longestFirst =
                Comparator.comparingInt(UrlRule::length).reversed().thenComparing(rule -> rule.excludes() ? 0 : 1);
        byHost.values().forEach(ofHost -> ofHost.sort(longestFirst));
        size = rules.size();
    }

    /// Reads a file of rules, one a line: `host/path-prefix`, `!host/path-prefix` to exclude; `*` stands for any
    /// characters within a part of a path; a line that begins with `#` is a comment.
    ///
    /// @throws IOException naming file and line where one is wrong
    public static UrlRules read(Path file) throws IOException {
        var rules = new ArrayList<UrlRule>();
        var lines = TextLines.read(file);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                rules.add(TextLines.parsed(file, i + 1, () -> UrlRule.parse(line)));
            }
        }
        return new UrlRules(rules);
    }

    /// Whether a page is mathematics by its URL.
    public boolean matches(String url) {
        if (size == 0) {
            return false;
        }
        return Domain.of(url)
                .map(byHost::get)
                .map(rules -> matches(rules, Domain.path(url)))
                .orElse(false);
    }

    private static boolean matches(List<UrlRule> rules, String path) {
        for (var rule : rules) {
            if (rule.matches(path)) {
                return !rule.excludes();
            }
        }
        return false;
    }

    /// The rules of one domain as [Annotations] takes them; empty where there is none.
    ///
    /// @throws IllegalArgumentException when a path has a space, comma or semicolon, which stand between
    ///                                  paths there
    public Optional<String> accepts(String domain) {
        return Optional.ofNullable(byHost.get(domain))
                .map(rules -> rules.stream().map(UrlRules::written).collect(Collectors.joining(" ")));
    }

    private static String written(UrlRule rule) {
        var path = rule.path();
        if (path.chars().anyMatch(c -> c == ',' || c == ';' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("rule " + rule.host() + path + " has a space, comma or semicolon, which"
                    + " a table of annotations cannot hold; write * for it");
        }
        return (rule.excludes() ? "!" : "") + path;
    }

    /// Number of rules.
    public int size() {
        return size;
    }

    /// Both sets of rules together.
    public UrlRules and(UrlRules more) {
        var all = new ArrayList<UrlRule>();
        byHost.values().forEach(all::addAll);
        more.byHost.values().forEach(all::addAll);
        return new UrlRules(all);
    }
}
