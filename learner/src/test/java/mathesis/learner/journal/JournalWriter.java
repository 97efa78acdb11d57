package mathesis.learner.journal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import mathesis.learner.stream.Batches;

/// Appends batches until it is killed, naming each on its standard output once it has been appended. Every third is
/// larger than one piece; the clock runs so that every tenth begins a new file.
final class JournalWriter {
    private JournalWriter() {}

    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        int from = Integer.parseInt(arguments[1]);
        var clock = new java.util.concurrent.atomic.AtomicLong(1_000_000 * TimeUnit.HOURS.toMillis(1));
        try (var journal = BatchJournal.open(folder, clock::get)) {
            for (int n = from; ; n++) {
                clock.set((1_000_000 + n / 10) * TimeUnit.HOURS.toMillis(1));
                journal.append(Batches.batch(n + 1, id(n), tokens(n), n));
                System.out.println(id(n));
            }
        }
    }

    static String id(int n) {
        return "%08d".formatted(n);
    }

    static int tokens(int n) {
        return n % 3 == 2 ? 220_000 : 1 + n * 37 % 3_000;
    }
}
