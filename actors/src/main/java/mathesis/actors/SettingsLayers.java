package mathesis.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Lays settings over one another, refuses what no record knows, and reads [Settings] from the whole.
final class SettingsLayers {
    /// Where a value from the command line is from.
    static final String OVERRIDE = "--set";

    private static final String ROOT = "mathesis";
    private static final String PEKKO = "pekko";
    private static final Config DEFAULTS = ConfigFactory.parseResources(
            "mathesis.conf", ConfigParseOptions.defaults().setAllowMissing(false));

    private SettingsLayers() {}

    static Settings ofFile(Optional<Path> file, List<String> overrides) {
        return read(file.map(SettingsLayers::parse).orElse(ConfigFactory.empty()), overrides);
    }

    static Settings ofResource(String resource, List<String> overrides) {
        return read(parseResource(resource), overrides);
    }

    private static Settings read(Config middle, List<String> overrides) {
        var config = middle;
        for (var override : overrides) {
            config = assign(override).withFallback(config);
        }
        refuseUnknown(config.root());
        try {
            var all = config.withFallback(DEFAULTS).resolve();
            return new SettingsReader(all).record(Settings.class, ROOT);
        } catch (ConfigException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private static Config parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SettingsException("settings file " + file + " does not exist");
        }
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            throw new SettingsException("settings file " + e.getMessage());
        }
    }

    private static Config parseResource(String resource) {
        try {
            return ConfigFactory.parseResources(
                    resource, ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            throw new SettingsException("recipe " + e.getMessage());
        }
    }

    private static Config assign(String override) {
        int equals = override.indexOf('=');
        if (equals < 1) {
            throw new SettingsException("'" + override + "' is no setting; write key=value");
        }
        String key = override.substring(0, equals).strip();
        String path = known(key) ? key : ROOT + "." + key;
        return ConfigFactory.empty().withValue(path, value(path, override.substring(equals + 1)));
    }

    private static boolean known(String key) {
        return key.startsWith(ROOT + ".") || key.startsWith(PEKKO + ".");
    }

    /// Text stays as typed, so that nobody has to quote for two readers; anything else is HOCON.
    private static ConfigValue value(String path, String text) {
        var literal = ConfigValueFactory.fromAnyRef(text, OVERRIDE);
        if (SettingsKeys.isText(path)) {
            return literal;
        }
        try {
            var options = ConfigParseOptions.defaults().setOriginDescription(OVERRIDE);
            return ConfigFactory.parseString("v = " + text, options).getValue("v");
        } catch (ConfigException e) {
            return literal; // the reader will refuse it under its name
        }
    }

    private static void refuseUnknown(ConfigObject top) {
        for (var block : top.keySet()) {
            if (!block.equals(ROOT) && !block.equals(PEKKO)) {
                throw new SettingsException("settings stand in a block mathesis or pekko, not in " + block);
            }
        }
        if (top.get(ROOT) instanceof ConfigObject settings) {
            for (var entry : settings.toConfig().entrySet()) {
                String path = ROOT + "." + String.join(".", ConfigUtil.splitPath(entry.getKey()));
                SettingsKeys.check(path);
            }
        }
    }
}
