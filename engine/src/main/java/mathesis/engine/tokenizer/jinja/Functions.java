package mathesis.engine.tokenizer.jinja;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The functions that every template has.
record Functions(Budget budget, Clock clock) {
    Map<String, Callable> all() {
        return Map.of(
                "range", this::range,
                "namespace", arguments -> new Namespace(arguments.named()),
                "dict", arguments -> new LinkedHashMap<>(arguments.named()),
                "raise_exception", Functions::raise,
                "strftime_now", this::now);
    }

    private List<Object> range(Arguments arguments) {
        var bounds = arguments.positional().stream().mapToLong(Numbers::toLong).toArray();
        if (bounds.length < 1 || bounds.length > 3 || bounds.length == 3 && bounds[2] == 0) {
            throw new TemplateException("range takes an end, or a start, an end and a step other than 0");
        }
        long from = bounds.length == 1 ? 0 : bounds[0];
        long to = bounds.length == 1 ? bounds[0] : bounds[1];
        long step = bounds.length == 3 ? bounds[2] : 1;
        var range = new ArrayList<Object>();
        for (long i = from; step > 0 ? i < to : i > to; i = Math.addExact(i, step)) {
            budget.spend(1);
            range.add(i);
        }
        return range;
    }

    private static Object raise(Arguments arguments) {
        throw new TemplateException(
                Values.requireText(arguments.bind("raise_exception", "message").require("message")));
    }

    /// C's `strftime`, for the fields of date and time.
    private String now(Arguments arguments) {
        var format = Values.requireText(arguments.bind("strftime_now", "format").require("format"));
        var now = LocalDateTime.now(clock);
        var text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            boolean field = format.charAt(i) == '%' && i + 1 < format.length();
            text.append(field ? field(format.charAt(++i), now) : String.valueOf(format.charAt(i)));
        }
        return budget.charged(text.toString());
    }

    private static String field(char field, LocalDateTime now) {
        var pattern = switch (field) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'B' -> "MMMM";
            case 'b' -> "MMM";
            case 'A' -> "EEEE";
            case 'a' -> "EEE";
            case 'j' -> "DDD";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case '%' -> "'%'";
            default -> throw new TemplateException("strftime_now does not support %" + field);
        };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now);
    }
}
