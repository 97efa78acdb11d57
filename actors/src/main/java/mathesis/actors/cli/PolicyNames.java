package mathesis.actors.cli;

import java.util.Iterator;
import mathesis.reward.suite.NamedPolicy;
import mathesis.reward.suite.RowPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The names of grading policies, as a flag's values.
final class PolicyNames implements ITypeConverter<String>, Iterable<String> {
    @Override
    public String convert(String value) {
        try {
            return RowPolicy.ofStyle(value).name();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    @Override
    public Iterator<String> iterator() {
        return NamedPolicy.all().stream().map(NamedPolicy::name).iterator();
    }
}
