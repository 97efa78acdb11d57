package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import mathesis.reward.answer.FinalAnswer;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.suite.RowPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis extract`: the final answers of solutions.
@Command(
        name = "extract",
        description = {
            "Find the final answers of solutions.",
            "Reads {\"id\",\"text\"} and adds \"answer\", empty where there is none, and \"anchor\": what pointed it"
                    + " out. Where rows carry \"expected\", agreement with it is reported."
        })
final class ExtractCommand implements Callable<Integer> {
    private static final String NOTHING = "NONE";

    private CommandSpec spec;

    @Mixin
    private JsonlOptions files;

    @Option(
            names = "--style",
            paramLabel = "S",
            converter = PolicyNames.class,
            description = "Where answers are looked for in every row; without it a row's \"style\" decides, default for"
                    + " rows without one.")
    private String style;

    private final Map<String, SolutionJudge> judges = new HashMap<>();
    private final Map<String, Integer> anchors = new TreeMap<>();
    private int expected;
    private int agreed;

    /// Also describes the policies in the help's last lines.
    @Spec
    void spec(CommandSpec command) {
        spec = command;
        PolicyNames.describe(command, "Styles");
    }

    @Override
    public Integer call() throws IOException {
        var commandLine = spec.commandLine();
        var reader = new JsonLinesReader(files.input, files.onBadLine, commandLine.getErr());
        var progress = Progress.of(commandLine.getErr(), "extracting");
        try (var writer = new JsonLinesWriter(files.output)) {
            reader.forEach(line -> {
                writer.write(extract(line));
                progress.advance();
            });
        } finally {
            progress.finish();
        }
        reader.reportSkipped();
        report();
        return CommandLines.DONE;
    }

    private ObjectNode extract(JsonLine line) {
        var found = judge(line).find(line.text("text"));
        var answer = found.map(FinalAnswer::text).orElse("");
        var anchor = found.map(each -> each.anchor().name()).orElse(NOTHING);
        anchors.merge(anchor, 1, Integer::sum);
        if (line.has("expected")) {
            expected++;
            agreed += answer.equals(line.textOrNumber("expected").strip()) ? 1 : 0;
        }
        return line.json().put("answer", answer).put("anchor", anchor);
    }

    private SolutionJudge judge(JsonLine line) {
        var name = style != null ? style : line.has("style") ? line.text("style") : "default";
        try {
            return judges.computeIfAbsent(name, each -> RowPolicy.ofStyle(each).judge());
        } catch (IllegalArgumentException e) {
            throw new BadLineException("\"style\": " + e.getMessage());
        }
    }

    private void report() {
        var out = spec.commandLine().getOut();
        var table = TextTable.ofNumbers("anchor", "rows");
        anchors.forEach((anchor, rows) -> table.row(anchor, rows.toString()));
        table.lines().forEach(out::println);
        if (expected > 0) {
            out.println(String.format(
                    Locale.ROOT, "as expected: %d of %d (%.2f%%)", agreed, expected, 100.0 * agreed / expected));
        }
    }
}
