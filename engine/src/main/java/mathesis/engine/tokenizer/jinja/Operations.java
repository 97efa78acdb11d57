package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Operators, indices and slices.
record Operations(Budget budget, Values values) {
    Object arithmetic(Object left, String operator, Object right) {
        if (operator.equals("~")) {
            return budget.charged(values.text(left) + values.text(right));
        }
        if (operator.equals("+") && left instanceof String a && right instanceof String b) {
            return budget.charged(a.concat(b));
        }
        if (operator.equals("+") && left instanceof List<?> a && right instanceof List<?> b) {
            budget.spend(a.size() + b.size());
            return Stream.concat(a.stream(), b.stream())
                    .<Object>map(item -> item)
                    .toList();
        }
        if (operator.equals("*") && left instanceof String text && right instanceof Long times) {
            int count = (int) Math.clamp(times, 0, Budget.STEPS + 1);
            budget.spend((long) count * text.length());
            return text.repeat(count);
        }
        if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
            throw new TemplateException(
                    Values.typeName(left) + " " + operator + " " + Values.typeName(right) + " has no meaning");
        }
        return Numbers.arithmetic(left, operator, right);
    }

    boolean comparison(Object left, String operator, Object right) {
        return switch (operator) {
            case "==" -> values.equal(left, right);
            case "!=" -> !values.equal(left, right);
            case "in" -> values.contains(right, left);
            case "notin" -> !values.contains(right, left);
            case "<" -> values.compare(left, right) < 0;
            case "<=" -> values.compare(left, right) <= 0;
            case ">" -> values.compare(left, right) > 0;
            default -> values.compare(left, right) >= 0;
        };
    }

    /// `of[key]`; undefined when there is none.
    Object item(Object of, Object key) {
        return switch (of) {
            case Map<?, ?> map when Values.isKey(key) && map.containsKey(key) -> map.get(key);
            case Namespace space when key instanceof String name -> space.get(name);
            case Loop loop when key instanceof String name -> loop.get(name);
            case List<?> list when key instanceof Long index -> at(list, index, key);
            case String text when key instanceof Long index -> at(values.items(text), index, key);
            case Undefined _ -> throw new TemplateException(Values.typeName(of) + " has no fields");
            default -> new Undefined(key instanceof String name ? name : "item");
        };
    }

    private static Object at(List<?> list, long index, Object key) {
        long at = index < 0 ? index + list.size() : index;
        return at >= 0 && at < list.size() ? list.get((int) at) : new Undefined("item " + key);
    }

    /// Python's `of[start:stop:step]`.
    Object slice(Object of, Optional<Object> start, Optional<Object> stop, Optional<Object> step) {
        var items = values.items(of);
        int stride = bound(step, 1);
        if (stride == 0) {
            throw new TemplateException("a slice's step is 0");
        }
        int size = items.size();
        int from = clamped(start, stride > 0 ? 0 : size - 1, size, stride);
        int to = clamped(stop, stride > 0 ? size : -1, size, stride);
        var slice = new ArrayList<Object>();
        for (long i = from; stride > 0 ? i < to : i > to; i += stride) {
            slice.add(items.get((int) i));
        }
        return of instanceof String
                ? String.join("", slice.stream().map(values::text).toList())
                : slice;
    }

    private static int bound(Optional<Object> value, int otherwise) {
        return value.isEmpty() || value.get() == None.NONE ? otherwise : Numbers.toInt(value.get());
    }

    private static int clamped(Optional<Object> value, int otherwise, int size, int stride) {
        if (value.isEmpty() || value.get() == None.NONE) {
            return otherwise;
        }
        int index = Numbers.toInt(value.get());
        int fromStart = index < 0 ? Math.max(index + size, -1) : index;
        return stride > 0 ? Math.clamp(fromStart, 0, size) : Math.clamp(fromStart, -1, size - 1);
    }
}
