package mathesis.actors.mining;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import mathesis.actors.SettingsException;
import mathesis.corpus.MiningConfig;

/// Which settings a run that has begun may change.
final class SettingsOfRun {
    private static final String ROOT = "mathesis.mining";
    /// They only say how far the run goes and who annotates.
    private static final Set<String> MAY_CHANGE =
            Set.of(ROOT + ".max-rounds", ROOT + ".stop-when-known", ROOT + ".token-budget", ROOT + ".domains");

    private SettingsOfRun() {}

    /// @throws SettingsException naming a setting that differs and may not
    static void requireSame(MiningConfig before, MiningConfig now) {
        requireSame(ROOT, before, now);
    }

    private static void requireSame(String path, Record before, Record now) {
        for (var component : before.getClass().getRecordComponents()) {
            String key = path + "." + key(component.getName());
            if (!MAY_CHANGE.contains(key)) {
                requireSame(key, get(component, before), get(component, now));
            }
        }
    }

    private static void requireSame(String key, Object before, Object now) {
        if (before instanceof Record a && now instanceof Record b) {
            requireSame(key, a, b);
        } else if (!before.equals(now)) {
            throw new SettingsException(key + " is " + now + "; the run began with " + before
                    + " and cannot change it: its files would not fit together");
        }
    }

    private static String key(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Object get(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings record " + of.getClass().getName() + " cannot be read", e);
        }
    }
}
