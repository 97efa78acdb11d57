package mathesis.corpus.text;

import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// A page's title and the language that it says it is in.
final class PageHead {
    private final Document page;
    private final NodeCount nodes;
    private String title = "";
    private Optional<String> language = Optional.empty();

    PageHead(Document page, NodeCount nodes) {
        this.page = page;
        this.nodes = nodes;
    }

    /// Reads a `title`, `meta` or `html` element; says whether to go on with what is in it.
    boolean read(Element element, TagRole tag) {
        switch (tag) {
            case TITLE -> {
                if (title.isEmpty()) {
                    title = Whitespace.collapse(Tree.wholeText(element, nodes));
                }
            }
            case META -> {
                if (element.attr("http-equiv").equalsIgnoreCase("content-language")) {
                    declare(element.attr("content"));
                }
            }
            default -> {
                declare(element.attr("lang"));
                declare(element.attr("xml:lang"));
                return true;
            }
        }
        return false;
    }

    private void declare(String code) {
        if (language.isEmpty() && !code.isBlank()) {
            language = Optional.of(code.strip());
        }
    }

    String title() {
        return title.isEmpty() ? firstHeading() : title;
    }

    private String firstHeading() {
        return Tree.first(page, nodes, each -> each.normalName().equals("h1"))
                .map(heading -> Whitespace.collapse(Tree.wholeText(heading, nodes)))
                .orElse("");
    }

    Optional<String> language() {
        return language;
    }
}
