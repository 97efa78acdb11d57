package mathesis.actors.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Numbers of flags with the range that they must lie in. Picocli puts the flag's name before the message.
final class NumberConverters {
    private NumberConverters() {}

    /// A whole number of 1 or more.
    static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 1);
        }
    }

    /// A whole number of 0 or more.
    static final class NotNegative implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 0);
        }
    }

    /// A sampling temperature.
    static final class Temperature implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return real(value, 0, Double.MAX_VALUE, "a number of 0 (greedy) or more");
        }
    }

    /// A share in (0, 1].
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return real(value, Double.MIN_VALUE, 1, "a number in (0, 1]");
        }
    }

    private static int whole(String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new TypeConversionException(String.format(
                Locale.ROOT, "'%s' is not a whole number from %d to %d", value, least, Integer.MAX_VALUE));
    }

    private static double real(String value, double least, double greatest, String rule) {
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new TypeConversionException("'" + value + "' is not " + rule);
    }
}
