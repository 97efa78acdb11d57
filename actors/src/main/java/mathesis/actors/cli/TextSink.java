package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;

/// Where the texts of pages go.
interface TextSink {
    /// @param row of a page that has a text
    void write(PageTextRow row) throws IOException;

    /// Prints a JSON object a line.
    static TextSink rows(PrintWriter out) {
        return row -> out.println(row.json());
    }

    /// Prints texts, each behind the address of its page unless there is only one.
    static TextSink text(PrintWriter out, boolean onlyOne) {
        return row -> {
            if (!onlyOne) {
                out.println("==> " + row.page().url() + " <==");
            }
            out.println(row.text().orElseThrow().text());
            if (!onlyOne) {
                out.println();
            }
        };
    }
}
