package mathesis.corpus.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The entries of KaTeX's `vlist`, a stack of boxes over one another, from the lowest to the highest.
final class KatexList {
    private static final Pattern TOP = Pattern.compile("top:\\s*(-?[0-9.]{1,12}em)");
    private static final Pattern HEIGHT = Pattern.compile("height:\\s*(-?[0-9.]{1,12}em)");

    private KatexList() {}

    /// @param content the entry
    /// @param shift   in em, from the base line downwards
    record Entry(Element content, double shift) {
        /// Whether it holds an element of that class.
        boolean holds(String name) {
            return content.children().stream()
                    .anyMatch(child -> KatexDrawing.classes(child).contains(name));
        }
    }

    /// The entries of the first list in the children of a span.
    static List<Entry> of(Element span) {
        for (var child : span.children()) {
            if (child.hasClass("vlist-t")) {
                return entries(child);
            }
        }
        return List.of();
    }

    static List<Entry> inOrOf(Element span) {
        return span.hasClass("vlist-t") ? entries(span) : of(span);
    }

    private static List<Entry> entries(Element table) {
        var entries = new ArrayList<Entry>();
        var row = table.firstElementChild();
        var list = row == null ? null : row.firstElementChild();
        if (list == null) {
            return entries;
        }
        for (var entry : list.children()) {
            entries.add(new Entry(entry, shift(entry)));
        }
        entries.sort(Comparator.comparingDouble(Entry::shift).reversed());
        return entries;
    }

    private static double shift(Element entry) {
        var strut = entry.firstElementChild();
        return em(TOP, entry) + (strut == null ? 0 : em(HEIGHT, strut));
    }

    private static double em(Pattern property, Element element) {
        var found = property.matcher(element.attr("style"));
        return found.find() ? Markup.em(found.group(1), 0) : 0;
    }
}
