package mathesis.corpus.warc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The named fields of a head, of WARC or HTTP: names in any size of letters, lines that go on in the next, lines that
/// end in a bare line feed.
final class Fields {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final String firstLine;
    /// Whether the head is written otherwise than its standard says.
    private boolean odd;

    private Fields(String firstLine) {
        this.firstLine = firstLine;
    }

    /// Reads a head up to its empty line, that is from `from` to `end`.
    static Fields of(byte[] bytes, int from, int end) {
        var lines = new String(bytes, from, end - from, StandardCharsets.UTF_8).split("\n", -1);
        var fields = new Fields(lines[0].strip());
        fields.odd = !lines[0].endsWith("\r");
        for (int i = 1; i < lines.length; i++) {
            fields.add(lines[i]);
        }
        return fields;
    }

    private void add(String line) {
        int last = values.size() - 1;
        int colon = line.indexOf(':');
        boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
        if (goesOn && last >= 0) {
            odd = true;
            values.set(last, (values.get(last) + " " + line.strip()).strip());
        } else if (colon > 0) {
            names.add(line.substring(0, colon).strip().toLowerCase(Locale.ROOT));
            values.add(line.substring(colon + 1).strip());
        }
    }

    /// The line before the fields, without white space around it.
    String firstLine() {
        return firstLine;
    }

    boolean odd() {
        return odd;
    }

    /// The value of the first field of this name.
    ///
    /// @param name in small letters
    Optional<String> first(String name) {
        int at = names.indexOf(name);
        return at < 0 || values.get(at).isEmpty() ? Optional.empty() : Optional.of(values.get(at));
    }

    /// The values of all fields of this name, as one list with commas.
    String joined(String name) {
        var joined = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                joined.append(joined.isEmpty() ? "" : ",").append(values.get(i));
            }
        }
        return joined.toString();
    }

    /// The index behind the empty line that ends a head, or -1 where it does not come before `end`.
    static int headEnd(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n') {
                int next = i + 1 < end && bytes[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < end && bytes[next] == '\n') {
                    return next + 1;
                }
            }
        }
        return -1;
    }
}
