package mathesis.actors.programs;

import java.time.Duration;
import java.util.Optional;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.reward.python.SandboxUnavailableException;
import mathesis.rollout.tool.Tools;

/// What the settings ask for of tools, with the sandboxes that it needs. Closed when nobody samples any more.
///
/// @param tools     empty where solutions are what the model writes alone
/// @param sandboxes empty likewise
public record ToolWiring(Optional<Tools> tools, Optional<SandboxThreads> sandboxes) implements AutoCloseable {
    /// No tool.
    public static ToolWiring none() {
        return new ToolWiring(Optional.empty(), Optional.empty());
    }

    /// @param patience longest wait for the next result while nothing can be decoded
    /// @throws SettingsException when programs are asked for and cannot be run here
    public static ToolWiring of(Settings.Tool settings, Duration patience) {
        if (!settings.enabled()) {
            return none();
        }
        try {
            var sandboxes = new SandboxThreads(settings.threads(), settings.limits());
            var tools = new Tools(settings.policy(), new SandboxRunner(sandboxes), patience);
            return new ToolWiring(Optional.of(tools), Optional.of(sandboxes));
        } catch (SandboxUnavailableException e) {
            throw new SettingsException(
                    "mathesis.tool.enabled is true, but programs cannot be run here: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        sandboxes.ifPresent(SandboxThreads::close);
    }
}
