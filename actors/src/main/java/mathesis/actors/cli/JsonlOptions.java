package mathesis.actors.cli;

import java.nio.file.Path;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import picocli.CommandLine.Option;

/// Flags of commands that turn one JSONL file into another.
final class JsonlOptions {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "X.jsonl",
            converter = PathConverters.ExistingFile.class,
            description = "One JSON object a line; .gz is unpacked.")
    Path input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "Written in the order of the input, overwritten if it exists.")
    Path output;

    @Option(
            names = "--on-bad-line",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            converter = OnBadLine.Converter.class,
            description = "What follows a line that cannot be used: ${COMPLETION-CANDIDATES} (default: stop).")
    OnBadLine onBadLine;
}
