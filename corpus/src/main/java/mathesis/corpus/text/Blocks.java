package mathesis.corpus.text;

import java.util.Optional;
import org.jsoup.nodes.Element;

/// Writes what elements other than formulas look like in Markdown.
final class Blocks {
    private final MarkdownWriter writer;
    private final Leaving leaving;
    private final NodeCount nodes;
    private final LinkDensity density;
    private final PageTally tally;
    private final Lists lists;
    /// The innermost table, if it is one of data.
    private Optional<DataTable> table = Optional.empty();

    private boolean inline;

    Blocks(MarkdownWriter writer, Leaving leaving, NodeCount nodes, LinkDensity density, PageTally tally) {
        this.writer = writer;
        this.leaving = leaving;
        this.nodes = nodes;
        this.density = density;
        this.tally = tally;
        this.lists = new Lists(writer);
    }

    /// Begins an element, plans its end, and says whether to go on with what is in it.
    boolean enter(Element element, TagRole tag, Optional<ClassRole> words) {
        if (words.filter(ClassRole.CODE_BLOCK::equals).isPresent() && tag == TagRole.BLOCK) {
            return codeBlock(element);
        }
        if (words.filter(ClassRole.CLASSIFIER::equals).isPresent()) {
            writer.text(" : ");
        }
        switch (tag) {
            case BLOCK, CONTENT, NAVIGATION, MARGIN, PARAGRAPH -> block(element);
            case HEADING -> heading(element);
            case LIST, NUMBERED_LIST -> list(element, tag == TagRole.NUMBERED_LIST);
            case ITEM -> item(element);
            case DEFINITIONS -> block(element);
            case TERM -> block(element);
            case DEFINITION -> indented(element, ": ", "  ", false);
            case QUOTATION -> indented(element, "> ", "> ", true);
            case PREFORMATTED -> {
                return codeBlock(element);
            }
            case CODE -> {
                return code(element);
            }
            case TABLE -> table(element, words);
            case ROW -> row(element);
            case CELL -> cell(element);
            case RULE -> writer.blankLine();
            case SUBSCRIPT -> script(element, '_');
            case SUPERSCRIPT -> script(element, '^');
            case LINK -> link(element);
            default -> {}
        }
        return true;
    }

    private void block(Element element) {
        writer.blankLine();
        leaving.when(element, writer::blankLine);
    }

    private void heading(Element element) {
        int level = element.normalName().charAt(1) - '0';
        writer.blankLine();
        writer.push("#".repeat(level) + " ", "");
        leaving.when(element, () -> {
            writer.pop();
            writer.blankLine();
            if (level == 1) {
                tally.mainHeading();
            }
        });
    }

    private void list(Element element, boolean numbered) {
        lists.begin(numbered, element.attr("start"));
        leaving.when(element, lists::end);
    }

    private void item(Element element) {
        lists.beginItem(element.attr("value"));
        leaving.when(element, lists::endItem);
    }

    private void indented(Element element, String first, String rest, boolean apart) {
        if (apart) {
            writer.blankLine();
        } else {
            writer.tightBreak();
        }
        writer.push(first, rest);
        leaving.when(element, () -> {
            writer.pop();
            if (apart) {
                writer.blankLine();
            } else {
                writer.lineBreak();
            }
        });
    }

    private boolean codeBlock(Element element) {
        var code = Tree.code(element, nodes).replace('\u00a0', ' ').stripTrailing();
        int start = code.startsWith("\n") ? 1 : 0;
        if (!code.isBlank()) {
            writer.codeBlock(code.substring(start));
        }
        return false;
    }

    /// Code within a line; an element of that name round whole paragraphs is only a font.
    private boolean code(Element element) {
        if (Tree.first(element, nodes, each -> TagRole.of(each.normalName()).isBlock())
                .isPresent()) {
            return true;
        }
        var code = Whitespace.collapse(Tree.wholeText(element, nodes));
        if (!code.isEmpty()) {
            writer.code(code);
        }
        return false;
    }

    private void table(Element element, Optional<ClassRole> words) {
        var outer = table;
        boolean wasInline = inline;
        inline = words.filter(ClassRole.EQUATION_TABLE::equals).isPresent();
        table = !inline && TableShape.isData(element, nodes) ? Optional.of(new DataTable(writer)) : Optional.empty();
        writer.blankLine();
        leaving.when(element, () -> {
            table = outer;
            inline = wasInline;
            writer.blankLine();
        });
    }

    private void row(Element element) {
        table.ifPresentOrElse(
                data -> {
                    data.beginRow();
                    leaving.when(element, data::endRow);
                },
                () -> block(element));
    }

    private void cell(Element element) {
        table.ifPresentOrElse(
                data -> {
                    data.beginCell(element.normalName().equals("th"));
                    leaving.when(element, data::endCell);
                },
                () -> {
                    if (inline) {
                        writer.space();
                    } else {
                        writer.lineBreak();
                        leaving.when(element, writer::lineBreak);
                    }
                });
    }

    private void script(Element element, char sign) {
        char base = writer.lastCharacter();
        int start = writer.length();
        int links = density.mark().links();
        leaving.when(element, () -> {
            if (density.mark().links() == links && SuperscriptShape.isScript(base, writer.since(start))) {
                writer.script(start, sign);
            }
        });
    }

    private void link(Element element) {
        if (!element.hasAttr("href")) {
            return;
        }
        int start = writer.length();
        leaving.when(element, () -> density.link(writer.length() - start));
    }
}
