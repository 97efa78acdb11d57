package mathesis.reward.python;

import java.util.Optional;

/// How a program ended. Texts are what the program wrote: hostile input of bounded length.
public sealed interface ProgramResult {
    /// What it printed, as far as it was read.
    String stdout();

    /// How long it ran, on the clock.
    long millis();

    /// It ran to its end.
    ///
    /// @param value in Python's notation: `ans` or `answer` where the program set one, else what its `solver()` or
    ///              `solution()` returned, else the last line that it printed; nothing when there is none of these
    record Finished(Optional<String> value, String stdout, long millis) implements ProgramResult {}

    /// It failed by its own fault.
    ///
    /// @param traceback from the program's own first line on; the last line names the error
    record Raised(String traceback, String stdout, long millis) implements ProgramResult {
        /// The traceback's last line.
        public String error() {
            return traceback.substring(traceback.lastIndexOf('\n') + 1);
        }
    }

    /// It was stopped at a limit.
    record Stopped(Limit limit, String stdout, long millis) implements ProgramResult {}

    /// What a program can have too much of.
    enum Limit {
        /// It computed for too long.
        CPU_TIME("CPU time limit reached"),
        /// It took too long without computing.
        WALL_CLOCK("time limit reached"),
        /// It asked for too much memory.
        MEMORY("MemoryError"),
        /// It printed too much.
        OUTPUT("output limit reached");

        private final String label;

        Limit(String label) {
            this.label = label;
        }

        /// In words.
        public String label() {
            return label;
        }
    }
}
