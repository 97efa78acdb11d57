package mathesis.corpus.rounds;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes lines to a file in an order that depends on them and a key alone: stochastic gradient descent must not see
/// all mathematics first. Lines are thrown into buckets by their hash, and each bucket, small enough for the heap, is
/// put in the order of the hashes.
final class ShuffledLines implements AutoCloseable {
    private final Path folder;
    private final long key;
    private final List<Path> buckets = new ArrayList<>();
    private final List<BufferedWriter> writers = new ArrayList<>();

    /// @param folder  for the buckets; they are deleted when it is closed
    /// @param buckets among which the lines are divided; only one at a time is in memory
    ShuffledLines(Path folder, int buckets, long key) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.key = key;
        for (int i = 0; i < buckets; i++) {
            var bucket = Files.createTempFile(folder, "bucket-", ".txt");
            this.buckets.add(bucket);
            writers.add(Files.newBufferedWriter(bucket));
        }
    }

    /// @param line without a line break
    void add(String line) throws IOException {
        long hash = Priority.hash(line, key);
        // The first bucket gets the smallest hashes, so that the whole is in one order whatever the number of buckets.
        int bucket = (int) Math.multiplyHigh(hash >>> 1, (long) buckets.size() << 1);
        writers.get(bucket).append(line).append('\n');
    }

    /// Writes all lines; none may be added after it.
    void writeTo(Path file) throws IOException {
        for (var writer : writers) {
            writer.close();
        }
        try (var out = Files.newBufferedWriter(file)) {
            for (var bucket : buckets) {
                for (var line : ordered(bucket)) {
                    out.append(line).append('\n');
                }
            }
        }
    }

    private List<String> ordered(Path bucket) throws IOException {
        record Keyed(long hash, String line) {}
        var lines = Files.readString(bucket, StandardCharsets.UTF_8)
                .lines()
                .map(line -> new Keyed(Priority.hash(line, key), line))
                .toArray(Keyed[]::new);
        Arrays.sort(lines, (a, b) -> {
            int byHash = Long.compareUnsigned(a.hash, b.hash);
            return byHash != 0 ? byHash : a.line.compareTo(b.line);
        });
        return Arrays.stream(lines).map(Keyed::line).toList();
    }

    @Override
    public void close() throws IOException {
        for (var writer : writers) {
            writer.close();
        }
        for (var bucket : buckets) {
            Files.deleteIfExists(bucket);
        }
        Files.deleteIfExists(folder);
    }
}
