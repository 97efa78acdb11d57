package mathesis.actors.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Quantities with units, written as in the settings.
final class UnitConverters {
    private UnitConverters() {}

    /// A length of time: `10s`, `2 minutes`.
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return quantity(value).getDuration("it");
            } catch (ConfigException _) {
                throw new TypeConversionException("'" + value + "' is no length of time such as 10s");
            }
        }
    }

    /// An amount of memory in bytes: `512MiB`, `2GiB`.
    static final class Memory implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            try {
                return quantity(value).getBytes("it");
            } catch (ConfigException _) {
                throw new TypeConversionException("'" + value + "' is no amount of memory such as 512MiB");
            }
        }
    }

    private static com.typesafe.config.Config quantity(String value) {
        return ConfigFactory.empty().withValue("it", ConfigValueFactory.fromAnyRef(value));
    }
}
