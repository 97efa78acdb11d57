package mathesis.actors.mining;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.Rank;
import mathesis.corpus.rounds.RoundEnd;
import mathesis.corpus.rounds.TaskReport;
import mathesis.corpus.rounds.TaskRunner;

/// Does no mining but leaves what the steps after must find: three shards a round, and an end.
class ScriptedMining implements MiningWork {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final int SHARDS = 3;

    private final MiningFolder folder;
    private final int rounds;
    /// In the order in which they were begun.
    final Queue<MiningTask> begun = new ConcurrentLinkedQueue<>();

    /// @param rounds after which the run is over
    ScriptedMining(MiningFolder folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    @Override
    public TaskReport run(MiningTask task, TaskRunner.Progress progress) throws IOException {
        begun.add(task);
        progress.at(0.5, "half");
        var round = folder.round(task.round());
        switch (task.step()) {
            case RANK ->
                write(
                        round.rank(),
                        new Rank(
                                new Rank.Cut(0, 1, 1),
                                10,
                                100,
                                IntStream.range(0, SHARDS)
                                        .mapToObj(i -> new Rank.Shard(i, i + 1))
                                        .toList()));
            case CLOSE ->
                write(
                        round.end(),
                        new RoundEnd(
                                10,
                                100,
                                0.5,
                                2,
                                task.round() < rounds ? RoundEnd.Next.ROUND : RoundEnd.Next.STOP_LAST));
            default -> {}
        }
        return new TaskReport(task, Map.of("pages", 7.0));
    }

    private static void write(Path file, Record content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, JSON.writeValueAsBytes(content));
    }

    /// Empty archives: nobody looks into them.
    static List<Path> archives(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            Files.writeString(folder.resolve("a%d.warc".formatted(i)), "");
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
