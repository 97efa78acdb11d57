package mathesis.corpus.dedup;

import java.util.ArrayList;
import java.util.List;

/// The segments of a path without `.` and `..` (RFC 3986 section 5.2.4).
final class DotSegments {
    private DotSegments() {}

    /// @param path begins with a slash, or is empty
    static List<String> removed(String path) {
        var kept = new ArrayList<String>();
        for (var segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.removeLast();
                }
            } else if (!segment.equals(".")) {
                kept.add(segment);
            }
        }
        return kept;
    }
}
