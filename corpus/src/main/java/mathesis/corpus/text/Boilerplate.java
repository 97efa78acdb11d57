package mathesis.corpus.text;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Takes back what turns out to be no part of a page's content: navigation, margins and blocks of links. It
/// is written first and taken back where the element ends, so that what it holds can save it.
final class Boilerplate {
    private static final Set<String> NAVIGATION_ROLES =
            Set.of("navigation", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog", "toolbar");
    private static final Set<String> MARGIN_ROLES = Set.of("banner", "complementary");

    private final MarkdownWriter writer;
    private final LinkDensity density;
    private final PageTally tally;
    private final Extent extent;

    /// How much of a page is taken for its text.
    enum Extent {
        /// Its content.
        CONTENT,
        /// Its blocks of links too.
        LINKS,
        /// Everything that can be seen.
        ALL
    }

    Boilerplate(MarkdownWriter writer, LinkDensity density, PageTally tally, Extent extent) {
        this.extent = extent;
        this.writer = writer;
        this.density = density;
        this.tally = tally;
    }

    /// Plans to take back what this element holds, if need be.
    void watch(Element element, TagRole tag, Optional<ClassRole> words, Leaving leaving) {
        if (extent == Extent.ALL || tag == TagRole.CONTENT || tag == TagRole.ROOT) {
            return;
        }
        var role = element.attributesSize() > 0 ? element.attr("role") : "";
        if (tag == TagRole.NAVIGATION
                || NAVIGATION_ROLES.contains(role)
                || words.filter(ClassRole.BOILERPLATE::equals).isPresent()) {
            watch(element, leaving, Kind.NAVIGATION);
        } else if (tag == TagRole.MARGIN || MARGIN_ROLES.contains(role)) {
            watch(element, leaving, Kind.MARGIN);
        } else if (extent == Extent.CONTENT && isBlockOfLinks(tag)) {
            watch(element, leaving, Kind.LINKS);
        }
    }

    private enum Kind {
        NAVIGATION,
        MARGIN,
        LINKS
    }

    private static boolean isBlockOfLinks(TagRole tag) {
        return switch (tag) {
            case BLOCK, PARAGRAPH, LIST, NUMBERED_LIST, DEFINITIONS, TABLE -> true;
            default -> false;
        };
    }

    private void watch(Element element, Leaving leaving, Kind kind) {
        var text = writer.mark();
        var links = density.mark();
        int formulas = tally.formulas();
        int headings = tally.mainHeadings();
        leaving.when(element, () -> {
            int length = writer.length() - text.length();
            boolean goes = length > 0
                    && switch (kind) {
                        case NAVIGATION -> true;
                        case MARGIN -> tally.formulas() == formulas && tally.mainHeadings() == headings;
                        case LINKS -> tally.formulas() == formulas && density.isHighSince(links, length);
                    };
            if (goes) {
                writer.reset(text);
                density.reset(links);
                tally.takeBack(formulas, headings, length, kind == Kind.LINKS);
            }
        });
    }
}
