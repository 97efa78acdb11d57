package mathesis.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads records from configuration: the component `groupSize` from the key `group-size`, a record from a block.
/// Every failure is a [SettingsException] that names the key, its value and the rule.
final class SettingsReader {
    private final Config config;

    SettingsReader(Config config) {
        this.config = config;
    }

    /// The key of a record component.
    static String key(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// A record from the block at `path`, its compact constructor included.
    <R extends Record> R record(Class<R> type, String path) {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
                .map(component -> component(component, path + "." + key(component.getName())))
                .toArray();
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw refused(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings record " + type.getName() + " cannot be made", e);
        }
    }

    private Object component(RecordComponent component, String path) {
        if (component.getType() == Config.class) {
            return config;
        }
        return component.getType().isRecord()
                ? record(component.getType().asSubclass(Record.class), path)
                : value(component.getGenericType(), path);
    }

    private Object value(Type type, String path) {
        try {
            return parsed(type, path);
        } catch (ConfigException.Missing e) {
            throw new SettingsException(path + " has no value");
        } catch (ConfigException | ArithmeticException e) {
            throw wrong(path, rule(type));
        }
    }

    private Object parsed(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? map((Class<?>) generic.getActualTypeArguments()[1], path)
                    : list(generic.getActualTypeArguments()[0], path);
        }
        return switch ((Class<?>) type) {
            case Class<?> c when c == int.class -> Math.toIntExact(whole(path));
            case Class<?> c when c == long.class -> whole(path);
            case Class<?> c when c == boolean.class -> config.getBoolean(path);
            case Class<?> c when c == double.class -> number(path);
            case Class<?> c when c == Duration.class -> config.getDuration(path);
            case Class<?> c when c.isEnum() -> choice(c, path, config.getString(path));
            default -> config.getString(path);
        };
    }

    /// The library would cut fractions off.
    private long whole(String path) {
        if (config.getDouble(path) != Math.rint(config.getDouble(path))) {
            throw wrong(path, rule(long.class));
        }
        return config.getLong(path);
    }

    /// Also `infinity`, which the configuration format has no number for.
    private double number(String path) {
        boolean text = config.getValue(path).valueType() == ConfigValueType.STRING;
        return text && config.getString(path).equals("infinity") ? Double.POSITIVE_INFINITY : config.getDouble(path);
    }

    private List<?> list(Type element, String path) {
        var texts = config.getStringList(path);
        return element instanceof Class<?> c && c.isEnum()
                ? texts.stream().map(text -> choice(c, path, text)).toList()
                : texts;
    }

    /// A block whose names are the user's: of records, or of texts. Empty where there is none.
    private Map<String, ?> map(Class<?> element, String path) {
        var values = new TreeMap<String, Object>();
        if (config.hasPath(path)) {
            for (var name : config.getObject(path).keySet()) {
                String inner = path + "." + ConfigUtil.joinPath(name);
                values.put(
                        name,
                        element.isRecord() ? record(element.asSubclass(Record.class), inner) : value(element, inner));
            }
        }
        return values;
    }

    private Object choice(Class<?> type, String path, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(path, rule(type)));
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String rule(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return "must be a block such as { a = .., b = .. }";
        }
        if (type instanceof ParameterizedType list) {
            return "must be a list such as [a, b]; each element " + rule(list.getActualTypeArguments()[0]);
        }
        return switch ((Class<?>) type) {
            case Class<?> c when c == int.class || c == long.class -> "must be a whole number";
            case Class<?> c when c == boolean.class -> "must be true or false";
            case Class<?> c when c == double.class -> "must be a number or infinity";
            case Class<?> c when c == Duration.class -> "must be a time such as 500ms, 30s or 10m";
            case Class<?> c
            when c.isEnum() ->
                "must be one of "
                        + Arrays.stream(c.getEnumConstants())
                                .map(SettingsReader::name)
                                .collect(Collectors.joining(", "));
            default -> "must be text";
        };
    }

    private SettingsException wrong(String path, String rule) {
        var value = config.getValue(path);
        String origin = value.origin().description();
        String from = origin.startsWith(SettingsLayers.OVERRIDE) ? SettingsLayers.OVERRIDE : origin;
        return new SettingsException(path + " is " + value.unwrapped() + " (" + from + "); " + rule);
    }

    /// Records name their settings with or without the leading `mathesis.`; whoever reads the message sees it always.
    private static SettingsException refused(Throwable cause) {
        if (cause instanceof SettingsException already) {
            return already;
        }
        String message = String.valueOf(cause.getMessage());
        return new SettingsException(message.startsWith("mathesis.") ? message : "mathesis." + message);
    }
}
