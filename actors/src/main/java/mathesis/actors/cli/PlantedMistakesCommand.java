package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import mathesis.actors.quickstart.PlantedMistakes;
import mathesis.rollout.problems.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `mathesis reward-model planted`: generated solutions whose first wrong step is known.
@Command(
        name = "planted",
        description = {
            "Write generated word problems with worked solutions, about 45 % of them wrong, and where each goes wrong.",
            "Writes {\"id\",\"question\",\"answer\",\"steps\",\"first_error_step\"}: the first wrong step from 1, null"
                    + " where all are right. train, score and label read it."
        })
final class PlantedMistakesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "Overwritten if it exists.")
    private Path output;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000",
            converter = NumberConverters.Positive.class,
            description = "Problems (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--split",
            paramLabel = "train|held-out",
            defaultValue = "train",
            converter = Splits.class,
            description = "No question of one is ever in the other (default: ${DEFAULT-VALUE}).")
    private Split split;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Of the problems (default: ${DEFAULT-VALUE}).")
    private long seed;

    /// The splits by the names that their problems carry.
    static final class Splits implements ITypeConverter<Split> {
        @Override
        public Split convert(String value) {
            return Arrays.stream(Split.values())
                    .filter(split -> split.name()
                            .equals(value.toUpperCase(java.util.Locale.ROOT).replace('-', '_')))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is neither train nor held-out"));
        }
    }

    @Override
    public Integer call() throws IOException {
        try (var writer = new JsonLinesWriter(output)) {
            for (var marked :
                    (Iterable<PlantedMistakes.Marked>) new PlantedMistakes(seed, split).problems(0, count)::iterator) {
                var row = JsonLinesWriter.answer(marked.problem().id());
                row.put("question", marked.problem().question());
                row.put("answer", marked.problem().answer());
                marked.steps().forEach(row.putArray("steps")::add);
                if (marked.firstError() < 0) {
                    row.putNull("first_error_step");
                } else {
                    row.put("first_error_step", marked.firstError() + 1);
                }
                writer.write(row);
            }
        }
        spec.commandLine().getOut().println("wrote " + output);
        return CommandLines.DONE;
    }
}
