package mathesis.corpus.text;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Tells tables of data from those that lay out a page.
final class TableShape {
    /// More text in one cell is a column of a page.
    private static final int LONG_CELL = 1000;

    private final NodeCount nodes;
    private int cells;
    private int mostCells;
    private int cellCharacters;

    private TableShape(NodeCount nodes) {
        this.nodes = nodes;
    }

    /// Whether the table has two columns or more and nothing in it that needs lines of its own.
    static boolean isData(Element table, NodeCount nodes) {
        var role = table.attr("role");
        return !role.equals("presentation") && !role.equals("none") && new TableShape(nodes).isData(table);
    }

    private boolean isData(Element table) {
        for (Node node = Tree.next(table, table, true); node != table; node = Tree.next(node, table, true)) {
            nodes.visit();
            if (node instanceof Element element && !fits(TagRole.of(element.normalName()))) {
                return false;
            }
            if (node instanceof TextNode text) {
                cellCharacters += text.getWholeText().length();
                if (cellCharacters > LONG_CELL) {
                    return false;
                }
            }
        }
        return mostCells >= 2;
    }

    /// Counts rows and cells on the way. A table within stops the search, so that no node is searched twice.
    private boolean fits(TagRole role) {
        switch (role) {
            case TABLE, PREFORMATTED, HEADING, RULE, DEFINITIONS, QUOTATION, NAVIGATION, MARGIN -> {
                return false;
            }
            case ROW -> cells = 0;
            case CELL -> {
                mostCells = Math.max(mostCells, ++cells);
                cellCharacters = 0;
            }
            default -> {}
        }
        return true;
    }
}
