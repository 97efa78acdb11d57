package mathesis.corpus.records;

import java.io.IOException;

/// Records one after the other. Serves one thread.
public interface RecordStream extends AutoCloseable {
    /// Goes to the next record.
    ///
    /// @return whether there is one
    /// @throws DamagedFileException where a file that is read does not hold what was written
    boolean advance() throws IOException;

    /// The record gone to; overwritten by the next [#advance], nobody else may write to it.
    long[] record();

    @Override
    void close() throws IOException;
}
