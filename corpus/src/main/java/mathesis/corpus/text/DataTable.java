package mathesis.corpus.text;

/// Writes a table of data: a line for each row, bars between its cells, dashes under a first row of headings.
final class DataTable {
    private final MarkdownWriter writer;
    private int rows;
    private int cells;
    private int headings;

    DataTable(MarkdownWriter writer) {
        this.writer = writer;
    }

    void beginRow() {
        writer.lineBreak();
        cells = 0;
        headings = 0;
    }

    void beginCell(boolean heading) {
        if (cells == 0) {
            writer.verbatim("|");
            writer.flat(true);
        }
        cells++;
        headings += heading ? 1 : 0;
        writer.space();
    }

    void endCell() {
        writer.space();
        writer.verbatim("|");
    }

    void endRow() {
        writer.flat(false);
        if (cells > 0 && rows++ == 0 && headings == cells) {
            writer.lineBreak();
            writer.verbatim("|" + " --- |".repeat(cells));
        }
        writer.lineBreak();
    }
}
