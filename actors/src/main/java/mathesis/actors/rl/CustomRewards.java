package mathesis.actors.rl;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.reward.Reward;
import mathesis.reward.RewardProvider;

/// Finds the rewards of the user's own, on the program's class path and on the one that the settings name. They
/// run with the rights of this process: only code that its operator trusts belongs there.
final class CustomRewards {
    private final List<ServiceLoader.Provider<RewardProvider>> providers;

    CustomRewards(Settings.Reward settings) {
        var urls = settings.classPath().stream().map(CustomRewards::url).toArray(URL[]::new);
        var loader = new URLClassLoader("rewards", urls, RewardProvider.class.getClassLoader());
        providers = ServiceLoader.load(RewardProvider.class, loader).stream().toList();
    }

    /// @param name under which the settings have it
    /// @throws SettingsException when there is no such class, or it refuses its options
    Reward create(String name, Settings.Reward.Custom custom) {
        var provider = providers.stream()
                .filter(found -> found.type().getName().equals(custom.provider()))
                .findFirst()
                .orElseThrow(() -> unknown(name, custom));
        try {
            return provider.get().create(custom.options());
        } catch (RuntimeException | ServiceConfigurationError e) {
            throw new SettingsException("mathesis.reward.custom." + name + " cannot be made by " + custom.provider()
                    + ": " + e.getMessage());
        }
    }

    private SettingsException unknown(String name, Settings.Reward.Custom custom) {
        var found = providers.stream().map(known -> known.type().getName()).collect(Collectors.joining(", "));
        return new SettingsException("mathesis.reward.custom." + name + ".provider is " + custom.provider()
                + "; no such class stands in a file META-INF/services/" + RewardProvider.class.getName()
                + " on reward.class-path (" + (found.isEmpty() ? "none does" : "there are: " + found) + ")");
    }

    private static URL url(String entry) {
        var path = Path.of(entry);
        if (!Files.exists(path)) {
            throw new SettingsException("mathesis.reward.class-path names " + entry + ", which does not exist");
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new SettingsException("mathesis.reward.class-path names " + entry + ": " + e.getMessage());
        }
    }
}
