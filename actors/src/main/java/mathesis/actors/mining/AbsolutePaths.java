package mathesis.actors.mining;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;

/// Makes the files that the settings of a run name absolute: other nodes, and later commands, are started elsewhere.
final class AbsolutePaths {
    private static final List<String> FILES =
            List.of("mathesis.mining.tokenizer", "mathesis.mining.seed.rules", "mathesis.mining.domains.rules");
    private static final List<String> LISTS = List.of(
            "mathesis.mining.archives", "mathesis.mining.seed.documents", "mathesis.mining.decontamination.benchmarks");

    private AbsolutePaths() {}

    static Config of(Config settings) {
        var absolute = settings;
        for (var key : FILES) {
            absolute = absolute.withValue(key, ConfigValueFactory.fromAnyRef(absolute(settings.getString(key))));
        }
        for (var key : LISTS) {
            var paths = settings.getStringList(key).stream()
                    .map(AbsolutePaths::absolute)
                    .toList();
            absolute = absolute.withValue(key, ConfigValueFactory.fromIterable(paths));
        }
        return absolute;
    }

    private static String absolute(String path) {
        return path.isBlank() ? "" : Path.of(path).toAbsolutePath().normalize().toString();
    }
}
