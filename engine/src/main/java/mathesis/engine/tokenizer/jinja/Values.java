package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What Python does with any value: `str`, `repr`, truth, equality, order, iteration.
///
/// Values can nest and can share parts, so that all recursion goes through the budget.
record Values(Budget budget) {
    static String typeName(Object value) {
        return switch (value) {
            case String _ -> "a text";
            case Boolean _ -> "a truth value";
            case Long _ -> "a whole number";
            case Double _ -> "a number";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "a dictionary";
            case None _ -> "none";
            case Undefined(var what) -> "'" + what + "' (undefined)";
            case Namespace _ -> "a namespace";
            case Loop _ -> "a loop";
            default -> "a macro";
        };
    }

    /// Whether a dictionary can have this key: a nested one would be hashed outside the budget.
    static boolean isKey(Object value) {
        return value instanceof String || Numbers.isNumber(value) || value == None.NONE;
    }

    static boolean isTrue(Object value) {
        return switch (value) {
            case String text -> !text.isEmpty();
            case Boolean b -> b;
            case Long l -> l != 0;
            case Double d -> d != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case None _, Undefined _ -> false;
            default -> true;
        };
    }

    /// Python's `str`.
    String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Undefined _ -> "";
            default -> {
                var text = new StringBuilder();
                writeRepr(value, text);
                yield text.toString();
            }
        };
    }

    private void writeRepr(Object value, StringBuilder into) {
        budget.enter();
        int start = into.length();
        switch (value) {
            case String text -> writeQuoted(text, into);
            case Boolean b -> into.append(b ? "True" : "False");
            case Double d -> into.append(Numbers.format(d));
            case None _ -> into.append("None");
            case Undefined _ -> into.append("Undefined");
            case List<?> list -> writeList(list, into);
            case Map<?, ?> map -> writeMap(map, into);
            case Long l -> into.append(l);
            default -> into.append('<').append(typeName(value)).append('>');
        }
        budget.spend(into.length() - start);
        budget.leave();
    }

    private void writeList(List<?> list, StringBuilder into) {
        into.append('[');
        for (int i = 0; i < list.size(); i++) {
            into.append(i == 0 ? "" : ", ");
            writeRepr(list.get(i), into);
        }
        into.append(']');
    }

    private void writeMap(Map<?, ?> map, StringBuilder into) {
        into.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            into.append(separator);
            writeRepr(entry.getKey(), into);
            writeRepr(entry.getValue(), into.append(": "));
            separator = ", ";
        }
        into.append('}');
    }

    private static void writeQuoted(String text, StringBuilder into) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        into.append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> into.append("\\n");
                case '\r' -> into.append("\\r");
                case '\t' -> into.append("\\t");
                case '\\' -> into.append("\\\\");
                default -> {
                    if (Character.isISOControl(c)) {
                        into.append("\\x%02x".formatted((int) c));
                    } else {
                        into.append(c == quote ? "\\" : "").append(c);
                    }
                }
            }
        }
        into.append(quote);
    }

    boolean equal(Object a, Object b) {
        budget.enter();
        boolean equal;
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            equal = compareNumbers(a, b) == 0;
        } else if (a instanceof List<?> left && b instanceof List<?> right) {
            equal = left.size() == right.size();
            for (int i = 0; equal && i < left.size(); i++) {
                equal = equal(left.get(i), right.get(i));
            }
        } else if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            equal = left.keySet().equals(right.keySet());
            for (var key : left.keySet()) {
                equal = equal && equal(left.get(key), right.get(key));
            }
        } else {
            equal = a instanceof Undefined && b instanceof Undefined || Objects.equals(a, b);
        }
        budget.leave();
        return equal;
    }

    /// Of two numbers or two texts, by code points.
    int compare(Object a, Object b) {
        budget.spend(1);
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return compareNumbers(a, b);
        }
        if (a instanceof String left && b instanceof String right) {
            budget.spend(left.length());
            return Objects.compare(left, right, Values::compareTexts);
        }
        throw new TemplateException("cannot compare " + typeName(a) + " with " + typeName(b));
    }

    private static int compareTexts(String a, String b) {
        return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static int compareNumbers(Object a, Object b) {
        return a instanceof Double || b instanceof Double
                ? Double.compare(Numbers.toDouble(a), Numbers.toDouble(b))
                : Long.compare(Numbers.toLong(a), Numbers.toLong(b));
    }

    boolean contains(Object container, Object value) {
        return switch (container) {
            case String text -> {
                budget.spend(text.length());
                yield value instanceof String part ? text.contains(part) : fail("in a text there is no ", value);
            }
            case Map<?, ?> map -> isKey(value) && map.containsKey(value);
            case List<?> list -> {
                boolean found = false;
                for (int i = 0; i < list.size() && !found; i++) {
                    found = equal(list.get(i), value);
                }
                yield found;
            }
            case Undefined _ -> false;
            default -> fail("nothing is in ", container);
        };
    }

    /// What a loop goes over: items, keys, characters.
    List<Object> items(Object value) {
        var items = switch (value) {
            case List<?> list -> new ArrayList<Object>(list);
            case Map<?, ?> map -> new ArrayList<Object>(map.keySet());
            case String text -> characters(text);
            case Undefined _ -> new ArrayList<>();
            default -> throw new TemplateException("cannot go over " + typeName(value));
        };
        budget.spend(items.size());
        return items;
    }

    private static ArrayList<Object> characters(String text) {
        var characters = new ArrayList<Object>();
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    long length(Object value) {
        return switch (value) {
            case String text -> Strings.length(budget.charged(text));
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Undefined _ -> 0;
            default -> throw new TemplateException(typeName(value) + " has no length");
        };
    }

    static String requireText(Object value) {
        return value instanceof String text ? text : fail("expected a text, not ", value);
    }

    private static <T> T fail(String message, Object value) {
        throw new TemplateException(message + typeName(value));
    }
}
