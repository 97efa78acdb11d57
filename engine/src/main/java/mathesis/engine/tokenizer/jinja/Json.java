package mathesis.engine.tokenizer.jinja;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Python's `json.dumps` with `ensure_ascii=False`.
///
/// @param indent spaces a level, or negative for one line
record Json(Budget budget, int indent, String itemSeparator, String keySeparator) {
    String write(Object value) {
        var json = new StringBuilder();
        write(value, 0, json);
        return json.toString();
    }

    private void write(Object value, int level, StringBuilder into) {
        budget.enter();
        int start = into.length();
        switch (value) {
            case String text -> writeText(text, into);
            case Boolean b -> into.append(b);
            case Long l -> into.append(l);
            case Double d -> into.append(Numbers.format(d));
            case None _ -> into.append("null");
            case List<?> list -> writeList(list, level, into);
            case Map<?, ?> map -> writeMap(map, level, into);
            default -> throw new TemplateException(Values.typeName(value) + " cannot be written as JSON");
        }
        budget.spend(into.length() - start);
        budget.leave();
    }

    private void writeList(List<?> list, int level, StringBuilder into) {
        into.append('[');
        for (int i = 0; i < list.size(); i++) {
            into.append(i == 0 ? "" : itemSeparator);
            newLine(level + 1, into);
            write(list.get(i), level + 1, into);
        }
        close(list.isEmpty(), ']', level, into);
    }

    private void writeMap(Map<?, ?> map, int level, StringBuilder into) {
        into.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            into.append(separator);
            newLine(level + 1, into);
            writeText(Values.requireText(entry.getKey()), into);
            write(entry.getValue(), level + 1, into.append(keySeparator));
            separator = itemSeparator;
        }
        close(map.isEmpty(), '}', level, into);
    }

    private void close(boolean empty, char bracket, int level, StringBuilder into) {
        if (!empty) {
            newLine(level, into);
        }
        into.append(bracket);
    }

    private void newLine(int level, StringBuilder into) {
        if (indent >= 0) {
            budget.spend((long) indent * level);
            into.append('\n').append(String.join("", Collections.nCopies(indent * level, " ")));
        }
    }

    private static void writeText(String text, StringBuilder into) {
        into.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> into.append('\\').append(c);
                case '\n' -> into.append("\\n");
                case '\r' -> into.append("\\r");
                case '\t' -> into.append("\\t");
                case '\b' -> into.append("\\b");
                case '\f' -> into.append("\\f");
                default -> {
                    if (c < ' ') {
                        into.append("\\u%04x".formatted((int) c));
                    } else {
                        into.append(c);
                    }
                }
            }
        }
        into.append('"');
    }
}
