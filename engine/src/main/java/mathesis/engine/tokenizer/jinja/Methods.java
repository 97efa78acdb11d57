package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The methods of Python's texts, lists and dictionaries that a template may call: those that change nothing.
record Methods(Budget budget, Values values) {
    /// The result, or nothing when the value has no such method.
    Optional<Object> call(Object of, String name, Arguments arguments) {
        return switch (of) {
            case String text -> Optional.ofNullable(ofText(budget.charged(text), name, arguments));
            case Map<?, ?> map -> Optional.ofNullable(ofMap(map, name, arguments));
            case List<?> list
            when name.equals("count") ->
                Optional.of(list.stream()
                        .filter(item ->
                                values.equal(item, arguments.bind(name, "value").require("value")))
                        .count());
            default -> Optional.empty();
        };
    }

    // Null stands for "no such method" within this class only.
    private Object ofText(String text, String name, Arguments arguments) {
        return switch (name) {
            case "upper" -> budget.charged(text.toUpperCase(Locale.ROOT));
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> Strings.capitalize(text);
            case "title" -> Strings.title(text);
            case "strip" -> strip(text, true, true, arguments.bind(name, "chars"));
            case "lstrip" -> strip(text, true, false, arguments.bind(name, "chars"));
            case "rstrip" -> strip(text, false, true, arguments.bind(name, "chars"));
            case "split" -> split(text, arguments.bind(name, "sep", "maxsplit"));
            case "rsplit" -> splitFromRight(text, arguments.bind(name, "sep", "maxsplit"));
            case "splitlines" -> new ArrayList<Object>(text.lines().toList());
            case "startswith" ->
                startsOrEnds(text, true, arguments.bind(name, "prefix").require("prefix"));
            case "endswith" ->
                startsOrEnds(text, false, arguments.bind(name, "suffix").require("suffix"));
            case "removeprefix" -> {
                var prefix = text(arguments.bind(name, "prefix"), "prefix");
                yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
            }
            case "removesuffix" -> {
                var suffix = text(arguments.bind(name, "suffix"), "suffix");
                yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
            }
            case "replace" -> replace(text, arguments.bind(name, "old", "new", "count"));
            case "find" -> indexIn(text, text.indexOf(text(arguments.bind(name, "sub"), "sub")));
            case "rfind" -> indexIn(text, text.lastIndexOf(text(arguments.bind(name, "sub"), "sub")));
            case "count" ->
                Strings.split(text, nonEmpty(arguments.bind(name, "sub"), "sub"), -1)
                                .size()
                        - 1L;
            case "join" -> join(text, arguments.bind(name, "items").require("items"));
            case "isdigit" -> !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
            case "isalpha" -> !text.isEmpty() && text.codePoints().allMatch(Character::isLetter);
            case "isspace" -> !text.isEmpty() && text.codePoints().allMatch(Strings::isSpace);
            default -> null;
        };
    }

    private Object ofMap(Map<?, ?> map, String name, Arguments arguments) {
        budget.spend(map.size());
        return switch (name) {
            case "items" -> Filters.items(map);
            case "keys" -> new ArrayList<Object>(map.keySet());
            case "values" -> new ArrayList<Object>(map.values());
            case "get" -> {
                var bound = arguments.bind(name, "key", "default");
                var key = bound.require("key");
                yield Values.isKey(key) && map.containsKey(key)
                        ? map.get(key)
                        : bound.get("default").orElse(None.NONE);
            }
            default -> null;
        };
    }

    static String strip(String text, boolean left, boolean right, Arguments.Bound bound) {
        var chars = bound.get("chars").filter(value -> value != None.NONE).map(Values::requireText);
        IntPredicate strips = chars.isPresent() ? c -> chars.get().indexOf(c) >= 0 : Strings::isSpace;
        return Strings.strip(text, left, right, strips);
    }

    private List<Object> split(String text, Arguments.Bound bound) {
        long limit = bound.get("maxsplit").map(Numbers::toLong).orElse(-1L);
        if (bound.get("sep").filter(value -> value != None.NONE).isEmpty()) {
            if (limit >= 0) {
                throw new TemplateException("split by white space takes no limit here");
            }
            return Strings.words(text);
        }
        return Strings.split(text, nonEmpty(bound, "sep"), limit);
    }

    private List<Object> splitFromRight(String text, Arguments.Bound bound) {
        long limit = bound.get("maxsplit").map(Numbers::toLong).orElse(-1L);
        var separator = nonEmpty(bound, "sep");
        var parts = new ArrayList<Object>();
        int to = text.length();
        int from = text.lastIndexOf(separator);
        while (from >= 0 && (limit < 0 || parts.size() < limit)) {
            parts.add(text.substring(from + separator.length(), to));
            to = from;
            from = text.lastIndexOf(separator, to - separator.length());
        }
        parts.add(text.substring(0, to));
        Collections.reverse(parts);
        return parts;
    }

    private static boolean startsOrEnds(String text, boolean start, Object what) {
        if (what instanceof List<?> any) {
            return any.stream().anyMatch(one -> startsOrEnds(text, start, Values.requireText(one)));
        }
        var part = Values.requireText(what);
        return start ? text.startsWith(part) : text.endsWith(part);
    }

    private String replace(String text, Arguments.Bound bound) {
        long count = bound.get("count").map(Numbers::toLong).orElse(-1L);
        return replace(text, text(bound, "old"), text(bound, "new"), count);
    }

    /// Python's `replace`: at most `count` times if that is not negative.
    String replace(String text, String old, String by, long count) {
        if (old.isEmpty()) {
            throw new TemplateException("cannot replace the empty text");
        }
        var parts = Strings.split(text, old, count);
        budget.spend(parts.size() * (long) by.length() + text.length());
        return String.join(by, parts.stream().map(Values::requireText).toList());
    }

    String join(String separator, Object items) {
        var parts = values.items(items).stream().map(values::text).toList();
        budget.spend(parts.size() * (long) separator.length()
                + parts.stream().mapToLong(String::length).sum());
        return String.join(separator, parts);
    }

    private static Object indexIn(String text, int index) {
        return index < 0 ? -1L : (long) text.codePointCount(0, index);
    }

    private static String text(Arguments.Bound bound, String parameter) {
        return Values.requireText(bound.require(parameter));
    }

    private static String nonEmpty(Arguments.Bound bound, String parameter) {
        var text = text(bound, parameter);
        if (text.isEmpty()) {
            throw new TemplateException("the separator is empty");
        }
        return text;
    }
}
