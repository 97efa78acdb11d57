package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The filters: `value | name(arguments)`.
record Filters(Budget budget, Values values, Operations operations, Methods methods, Tests tests) {
    Object apply(String name, Object value, Arguments arguments) {
        budget.spend(1);
        return switch (name) {
            case "trim" -> Methods.strip(text(value), true, true, arguments.bind(name, "chars"));
            case "upper" -> text(value).toUpperCase(Locale.ROOT);
            case "lower" -> text(value).toLowerCase(Locale.ROOT);
            case "capitalize" -> Strings.capitalize(text(value));
            case "title" -> Strings.title(text(value));
            case "string", "safe" -> text(value);
            case "replace" -> replace(text(value), arguments.bind(name, "old", "new", "count"));
            case "indent" -> indent(text(value), arguments.bind(name, "width", "first", "blank"));
            case "tojson" -> json(value, arguments.bind(name, "ensure_ascii", "indent", "separators", "sort_keys"));
            case "length", "count" -> values.length(value);
            case "first" -> operations.item(values.items(value), 0L);
            case "last" -> operations.item(values.items(value), -1L);
            case "list" -> values.items(value);
            case "reverse" -> reversed(value);
            case "join" -> join(value, arguments.bind(name, "d", "attribute"));
            case "sum" -> sum(value);
            case "min", "max" -> extreme(value, name);
            case "sort" -> sorted(value, arguments.bind(name, "reverse", "case_sensitive", "attribute"));
            case "unique" -> unique(values.items(value));
            case "items" -> value instanceof Map<?, ?> map ? items(map) : values.items(value);
            case "dictsort" -> dictSort(value);
            case "int" -> toInt(value, arguments.bind(name, "default", "base"));
            case "float" -> value instanceof String text ? parseDouble(text) : Numbers.toDouble(value);
            case "abs" -> operations.comparison(value, "<", 0L) ? Numbers.arithmetic(0L, "-", value) : value;
            case "round" -> round(value, arguments.bind(name, "precision", "method"));
            case "default", "d" -> otherwise(value, arguments.bind(name, "default_value", "boolean"));
            case "map" -> map(value, arguments);
            case "select" -> selected(value, arguments, false, true);
            case "reject" -> selected(value, arguments, false, false);
            case "selectattr" -> selected(value, arguments, true, true);
            case "rejectattr" -> selected(value, arguments, true, false);
            default -> throw new TemplateException("filter '" + name + "' is not supported");
        };
    }

    private String text(Object value) {
        return budget.charged(values.text(value));
    }

    private String replace(String text, Arguments.Bound bound) {
        long count = bound.get("count")
                .filter(value -> value != None.NONE)
                .map(Numbers::toLong)
                .orElse(-1L);
        return methods.replace(text, text(bound.require("old")), text(bound.require("new")), count);
    }

    private String indent(String text, Arguments.Bound bound) {
        var width = bound.get("width").orElse(4L);
        var indent = width instanceof String given ? given : text(operations.arithmetic(" ", "*", width));
        boolean first = bound.get("first").map(Values::isTrue).orElse(false);
        boolean blank = bound.get("blank").map(Values::isTrue).orElse(false);
        var lines =
                Strings.split(text, "\n", -1).stream().map(Values::requireText).toList();
        budget.spend(lines.size() * (long) indent.length());
        var indented = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean indents = i == 0 ? first : blank || !lines.get(i).isEmpty();
            indented.append(i == 0 ? "" : "\n").append(indents ? indent : "").append(lines.get(i));
        }
        return indented.toString();
    }

    private String json(Object value, Arguments.Bound bound) {
        var indent = bound.get("indent").filter(width -> width != None.NONE);
        if (bound.get("ensure_ascii").map(Values::isTrue).orElse(false)
                || bound.get("sort_keys").map(Values::isTrue).orElse(false)) {
            throw new TemplateException("tojson supports neither ensure_ascii nor sort_keys");
        }
        var separators =
                bound.get("separators").filter(pair -> pair != None.NONE).map(values::items);
        if (separators.isPresent() && separators.get().size() != 2) {
            throw new TemplateException("tojson needs two separators");
        }
        var json = new Json(
                budget,
                indent.map(Numbers::toInt).orElse(-1),
                separators.map(pair -> text(pair.get(0))).orElse(indent.isPresent() ? "," : ", "),
                separators.map(pair -> text(pair.get(1))).orElse(": "));
        return json.write(value);
    }

    private Object reversed(Object value) {
        var items = values.items(value);
        Collections.reverse(items);
        return value instanceof String ? methods.join("", items) : items;
    }

    private String join(Object value, Arguments.Bound bound) {
        var items = values.items(value);
        bound.get("attribute").ifPresent(name -> items.replaceAll(item -> attribute(item, name)));
        return methods.join(text(bound.get("d").orElse("")), items);
    }

    private Object sum(Object value) {
        Object sum = 0L;
        for (var item : values.items(value)) {
            sum = operations.arithmetic(sum, "+", item);
        }
        return sum;
    }

    private Object extreme(Object value, String name) {
        Comparator<Object> order = name.equals("min") ? values::compare : (a, b) -> values.compare(b, a);
        return values.items(value).stream().min(order).orElse(new Undefined(name + " of nothing"));
    }

    private List<Object> sorted(Object value, Arguments.Bound bound) {
        boolean caseSensitive = bound.get("case_sensitive").map(Values::isTrue).orElse(false);
        var name = bound.get("attribute");
        Comparator<Object> order = Comparator.comparing(
                item -> sortKey(name.isPresent() ? attribute(item, name.get()) : item, caseSensitive), values::compare);
        var items = values.items(value);
        items.sort(bound.get("reverse").map(Values::isTrue).orElse(false) ? order.reversed() : order);
        return items;
    }

    private static Object sortKey(Object value, boolean caseSensitive) {
        return value instanceof String text && !caseSensitive ? text.toLowerCase(Locale.ROOT) : value;
    }

    private List<Object> unique(List<Object> items) {
        var unique = new ArrayList<Object>();
        for (var item : items) {
            if (!values.contains(unique, item)) {
                unique.add(item);
            }
        }
        return unique;
    }

    /// Pairs of key and value.
    static List<Object> items(Map<?, ?> map) {
        return map.entrySet().stream()
                .<Object>map(entry -> List.of(entry.getKey(), entry.getValue()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<Object> dictSort(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new TemplateException("dictsort sorts a dictionary, not " + Values.typeName(value));
        }
        var items = items(map);
        items.sort(Comparator.comparing(pair -> sortKey(((List<?>) pair).getFirst(), false), values::compare));
        return items;
    }

    private Object toInt(Object value, Arguments.Bound bound) {
        var otherwise = bound.get("default").orElse(0L);
        try {
            return switch (value) {
                case String text -> Long.valueOf(text.strip());
                case Double d -> (long) (double) d;
                case Long l -> l;
                case Boolean b -> b ? 1L : 0L;
                default -> otherwise;
            };
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Object parseDouble(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return 0.0;
        }
    }

    private static Object round(Object value, Arguments.Bound bound) {
        double scale = Math.pow(10, bound.get("precision").map(Numbers::toInt).orElse(0));
        double scaled = Numbers.toDouble(value) * scale;
        return switch (bound.get("method").map(Values::requireText).orElse("common")) {
            case "ceil" -> Math.ceil(scaled) / scale;
            case "floor" -> Math.floor(scaled) / scale;
            default -> Math.rint(scaled) / scale;
        };
    }

    private static Object otherwise(Object value, Arguments.Bound bound) {
        boolean falseToo = bound.get("boolean").map(Values::isTrue).orElse(false);
        boolean missing = value instanceof Undefined || falseToo && !Values.isTrue(value);
        return missing ? bound.get("default_value").orElse("") : value;
    }

    /// `map("filter", arguments)` or `map(attribute="name")`.
    private List<Object> map(Object value, Arguments arguments) {
        var items = values.items(value);
        if (arguments.positional().isEmpty()) {
            var bound = arguments.bind("map", "attribute", "default");
            var name = bound.require("attribute");
            items.replaceAll(item -> {
                var found = attribute(item, name);
                return found instanceof Undefined ? bound.get("default").orElse(found) : found;
            });
        } else {
            var filter = Values.requireText(arguments.positional().getFirst());
            items.replaceAll(item -> apply(filter, item, arguments.after(1)));
        }
        return items;
    }

    /// Items that pass a test, or fail it; without a test, those that are true.
    private List<Object> selected(Object value, Arguments arguments, boolean byAttribute, boolean keeps) {
        var rest = byAttribute ? arguments.after(1) : arguments;
        if (byAttribute && arguments.positional().isEmpty()) {
            throw new TemplateException("selectattr and rejectattr need the name of an attribute");
        }
        var items = values.items(value);
        items.removeIf(item -> {
            var tested = byAttribute ? attribute(item, arguments.positional().getFirst()) : item;
            boolean passes = rest.positional().isEmpty()
                    ? Values.isTrue(tested)
                    : tests.passes(Values.requireText(rest.positional().getFirst()), tested, rest.after(1));
            return passes != keeps;
        });
        return items;
    }

    /// `a.b` follows two steps.
    private Object attribute(Object item, Object path) {
        if (path instanceof Long) {
            return operations.item(item, path);
        }
        var value = item;
        for (var name : Strings.split(Values.requireText(path), ".", -1)) {
            value = operations.item(value, name);
        }
        return value;
    }
}
