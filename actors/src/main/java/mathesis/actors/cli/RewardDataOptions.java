package mathesis.actors.cli;

import java.util.Arrays;
import mathesis.engine.Tokenizer;
import mathesis.reward.model.SolutionEncoder;
import mathesis.reward.model.StepSplitter;
import mathesis.reward.model.Supervision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How reward models see questions and solutions.
final class RewardDataOptions {
    @Option(
            names = "--kind",
            paramLabel = "outcome|process",
            defaultValue = "process",
            converter = Kind.class,
            description = "Judge whole solutions or each of their steps (default: ${DEFAULT-VALUE}).")
    Supervision kind;

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            defaultValue = "\\n",
            description = "Ends a step; \\n and \\t are understood (default: ${DEFAULT-VALUE}).")
    private String delimiter;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            defaultValue = "{question}\\n",
            description = "The prompt, with the question at {question} (default: ${DEFAULT-VALUE}).")
    private String template;

    /// The kinds by their names.
    static final class Kind implements ITypeConverter<Supervision> {
        @Override
        public Supervision convert(String value) {
            return Arrays.stream(Supervision.values())
                    .filter(kind -> kind.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is neither outcome nor process"));
        }
    }

    StepSplitter splitter() {
        if (delimiter.isEmpty()) {
            throw new WrongUsageException("--delimiter is empty; name the text that ends a step, such as \\n");
        }
        return new StepSplitter(unescaped(delimiter));
    }

    String template() {
        String text = unescaped(template);
        if (!text.contains(SolutionEncoder.QUESTION)) {
            throw new WrongUsageException("--template has no " + SolutionEncoder.QUESTION);
        }
        return text;
    }

    int[] prompt(Tokenizer tokenizer, String question) {
        return tokenizer.encode(template().replace(SolutionEncoder.QUESTION, question), true);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }
}
