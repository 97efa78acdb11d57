package mathesis.learner.journal;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import mathesis.learner.stream.CorruptMessageException;
import net.openhft.chronicle.queue.ExcerptTailer;

/// Reads entries out of the queue, putting their pieces together. Damage is an outcome, not an end.
final class EntryReader implements AutoCloseable {
    /// What lies at an index of the queue.
    sealed interface Found {
        /// An entry whose every piece is there and right.
        record Entry(long index, long number, byte[] bytes) implements Found {}

        /// Something that is not a whole entry.
        record Damaged(long index, String reason) implements Found {}
    }

    /// A piece, where it lies, and whether it could be read.
    private record Read(long index, Optional<Piece> piece, String reason) {}

    private final ExcerptTailer tailer;

    EntryReader(ExcerptTailer tailer) {
        this.tailer = tailer;
        tailer.singleThreadedCheckDisabled(true);
    }

    /// What lies at this index; empty when the file it was in has been deleted.
    Optional<Found> at(long index) {
        return tailer.moveToIndex(index) ? next() : Optional.empty();
    }

    /// What comes after the latest that was read; empty at the end.
    Optional<Found> next() {
        return read().map(first -> {
            if (first.piece.isEmpty()) {
                return damaged(first, first.reason);
            }
            var piece = first.piece.get();
            return piece.index() == 0 ? rest(first.index, piece) : damaged(first, "it begins with " + name(piece));
        });
    }

    private Found rest(long index, Piece first) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first.bytes());
        var latest = first;
        while (!latest.last()) {
            long mark = tailer.index();
            var next = read().flatMap(Read::piece);
            if (next.isEmpty() || !follows(latest, next.get())) {
                next.filter(piece -> piece.index() == 0).ifPresent(_ -> tailer.moveToIndex(mark));
                return new Found.Damaged(index, "it ends after " + name(latest));
            }
            latest = next.get();
            bytes.writeBytes(latest.bytes());
        }
        return new Found.Entry(index, first.entry(), bytes.toByteArray());
    }

    private Optional<Read> read() {
        try (var document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Read(
                        document.index(), Optional.of(Piece.read(document.wire().bytes())), ""));
            } catch (CorruptMessageException e) {
                return Optional.of(new Read(document.index(), Optional.empty(), e.getMessage()));
            }
        }
    }

    private static boolean follows(Piece piece, Piece next) {
        return next.entry() == piece.entry() && next.count() == piece.count() && next.index() == piece.index() + 1;
    }

    private static String name(Piece piece) {
        return "piece " + (piece.index() + 1) + " of " + piece.count();
    }

    private static Found damaged(Read read, String reason) {
        return new Found.Damaged(read.index, reason);
    }

    @Override
    public void close() {
        tailer.close();
    }
}
