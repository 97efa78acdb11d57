package mathesis.actors.mining;

import java.util.Locale;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;

/// Tasks in words.
public final class MiningTasks {
    private MiningTasks() {}

    /// For example `round 2, mine archive 17`.
    public static String name(MiningTask task) {
        var step = task.step();
        String part = switch (step.parts()) {
            case ONE -> "";
            case ARCHIVES -> " archive " + task.part();
            case RANGES -> " hash range " + task.part();
            case SHARDS -> " shard " + task.part();
        };
        return "round " + task.round() + ", " + name(step) + part;
    }

    public static String name(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
