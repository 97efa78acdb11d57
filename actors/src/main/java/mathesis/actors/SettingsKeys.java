package mathesis.actors;

import com.typesafe.config.Config;
import java.lang.reflect.ParameterizedType;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The names of all settings, as the components of [Settings] spell them, with their types. A name that the user
/// chooses is `*`, and `mathesis.reward.custom.*.options.*` one setting.
final class SettingsKeys {
    private static final Map<String, Class<?>> TYPES = new TreeMap<>();

    static {
        collect(Settings.class, "mathesis");
    }

    private SettingsKeys() {}

    private static void collect(Class<?> type, String path) {
        for (var component : type.getRecordComponents()) {
            String key = path + "." + SettingsReader.key(component.getName());
            if (component.getType() == Map.class) {
                var element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
                add((Class<?>) element, key + ".*");
            } else {
                add(component.getType(), key);
            }
        }
    }

    private static void add(Class<?> type, String key) {
        if (type.isRecord()) {
            collect(type, key);
        } else if (type != Config.class) {
            TYPES.put(key, type);
        }
    }

    static boolean isText(String path) {
        return find(path).map(type -> type == String.class).orElse(false);
    }

    /// Refuses a name that is no setting.
    static void check(String path) {
        if (find(path).isEmpty()) {
            throw unknown(path);
        }
    }

    private static Optional<Class<?>> find(String path) {
        var known = TYPES.get(path);
        return known != null
                ? Optional.of(known)
                : TYPES.entrySet().stream()
                        .filter(entry -> matches(entry.getKey().split("\\."), path.split("\\.")))
                        .<Class<?>>map(Map.Entry::getValue)
                        .findFirst();
    }

    private static boolean matches(String[] pattern, String[] path) {
        boolean same = pattern.length == path.length;
        for (int i = 0; same && i < path.length; i++) {
            same = pattern[i].equals("*") || pattern[i].equals(path[i]);
        }
        return same;
    }

    private static SettingsException unknown(String path) {
        return new SettingsException("no setting is named " + path + "; did you mean " + nearest(path) + "?");
    }

    private static String nearest(String path) {
        return TYPES.keySet().stream()
                .min(Comparator.comparingInt((String key) -> distance(path, key)))
                .orElseThrow();
    }

    /// Edits from one to the other; a name that is right but for its block is nearer than any misspelling.
    private static int distance(String path, String key) {
        boolean sameEnd = last(path).equals(last(key));
        return (sameEnd ? 0 : path.length()) + edits(path, key);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /// Levenshtein's distance, one row at a time.
    private static int edits(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
