package mathesis.actors.cli;

import java.util.ArrayList;
import mathesis.reward.suite.NamedPolicy;
import mathesis.reward.suite.RowPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/// The names of grading policies, as a flag's values.
final class PolicyNames implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        try {
            return RowPolicy.ofStyle(value).name();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /// Adds what each policy takes for an answer to the last lines of a command's help.
    static void describe(CommandSpec command, String heading) {
        int column = NamedPolicy.all().stream()
                .mapToInt(policy -> policy.name().length())
                .max()
                .orElse(0);
        var lines = new ArrayList<String>();
        for (var policy : NamedPolicy.all()) {
            var name = policy.name();
            for (var line : WrappedColumns.wrap(policy.description(), Terminal.WIDTH - column - 6)) {
                lines.add("  " + name + " ".repeat(column - name.length() + 2) + line);
                name = "";
            }
        }
        command.usageMessage().footerHeading("%n" + heading + ":%n").footer(lines.toArray(String[]::new));
    }
}
