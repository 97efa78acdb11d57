package mathesis.corpus.rounds;

import java.util.Map;
import java.util.TreeMap;

/// What a task that is done tells the run. Everything else that it made lies in the run folder.
///
/// @param figures by name, for people to see: `pages`, `html-bytes`, `documents`, `tokens` and the like
public record TaskReport(MiningTask task, Map<String, Double> figures) {
    public TaskReport {
        figures = Map.copyOf(new TreeMap<>(figures));
    }

    public static TaskReport of(MiningTask task) {
        return new TaskReport(task, Map.of());
    }
}
