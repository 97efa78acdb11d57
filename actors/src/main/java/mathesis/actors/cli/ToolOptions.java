package mathesis.actors.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mathesis.actors.Settings;
import mathesis.actors.programs.ToolWiring;
import picocli.CommandLine.Option;

/// Whether completions may call Python. How they may is what the settings have by default.
final class ToolOptions {
    /// Longest wait for the next result while nothing can be decoded: with one program at a time, that of many others
    /// that run to their limits.
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Option(
            names = "--tool",
            description =
                    "Let solutions call Python: the ```python blocks before a line ```output are run in a sandbox,"
                            + " and the model goes on from what they print, as mathesis.tool has it (2 rounds, 100 characters,"
                            + " 10 s).")
    boolean enabled;

    /// @throws mathesis.actors.SettingsException when programs are wanted and cannot be run here
    ToolWiring open() {
        return enabled
                ? ToolWiring.of(
                        Settings.load(Optional.empty(), List.of("tool.enabled=true"))
                                .tool(),
                        PATIENCE)
                : ToolWiring.none();
    }
}
