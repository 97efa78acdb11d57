package mathesis.corpus.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import mathesis.corpus.MiningConfig;

/// The settings of a run as text by their keys, for manifests and comparisons.
public final class RunSettings {
    private static final String ROOT = "mathesis.mining";

    private RunSettings() {}

    /// For example `mathesis.mining.dedup.min-jaccard` with `0.72`; lists as JSON.
    public static SortedMap<String, String> of(MiningConfig config) {
        var settings = new TreeMap<String, String>();
        flatten(ROOT, JsonFile.JSON.valueToTree(config), settings);
        return settings;
    }

    private static void flatten(String key, JsonNode value, SortedMap<String, String> settings) {
        if (!value.isObject()) {
            settings.put(key, value.isTextual() ? value.textValue() : value.toString());
            return;
        }
        value.properties().forEach(field -> flatten(key + "." + kebab(field.getKey()), field.getValue(), settings));
    }

    private static String kebab(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
