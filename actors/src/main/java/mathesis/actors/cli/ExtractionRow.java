package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.reward.answer.FinalAnswer;
import mathesis.reward.suite.RowPolicy;

/// A text whose final answer is known.
///
/// @param style    the name of the policy that finds it
/// @param expected without white space round it
public record ExtractionRow(String id, String text, String style, String expected) {
    /// All rows of a file.
    ///
    /// @throws IOException also where a line is no row
    public static List<ExtractionRow> read(Path file) throws IOException {
        var rows = new ArrayList<ExtractionRow>();
        new JsonLinesReader(file, OnBadLine.STOP, new PrintWriter(Writer.nullWriter()))
                .forEach(line -> rows.add(of(line)));
        return rows;
    }

    private static ExtractionRow of(JsonLine line) {
        return new ExtractionRow(
                line.id().asText(),
                line.text("text"),
                line.has("style") ? line.text("style") : "default",
                line.textOrNumber("expected").strip());
    }

    /// Whether exactly the expected text is found.
    public boolean agrees() {
        return found().filter(expected::equals).isPresent();
    }

    private Optional<String> found() {
        return RowPolicy.ofStyle(style).judge().find(text).map(FinalAnswer::text);
    }
}
