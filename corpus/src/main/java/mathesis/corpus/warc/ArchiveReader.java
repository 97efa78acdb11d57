package mathesis.corpus.warc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict;

/// Reads the pages of a WARC, WET or ARC archive: plain, in gzip or in zstd, told apart by their first bytes. Damage
/// costs at most the records that it touches; what was lost is in the [Funnel], what was read past in [#damage].
///
/// Memory stays within about three times [ArchiveLimits#recordBytes] whatever the archive holds. One thread.
public final class ArchiveReader implements AutoCloseable {
    private final String archive;
    private final RecordReader records;
    private final PageReading pages;
    private final DamageTally damage;
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private long kept;
    private int read;

    private ArchiveReader(String archive, RecordReader records, ArchiveLimits limits, DamageTally damage) {
        this.archive = archive;
        this.records = records;
        this.pages = new PageReading(limits, damage);
        this.damage = damage;
    }

    /// @param archiveName what [Page.Source#archive] names it
    /// @throws IOException if the file cannot be opened or its first bytes not be read
    public static ArchiveReader open(Path file, String archiveName, ArchiveLimits limits) throws IOException {
        var damage = new DamageTally();
        var bytes = new ArchiveFile(file);
        try {
            var input = new RecordInput(unpacking(bytes, archiveName, damage), limits);
            return new ArchiveReader(archiveName, new RecordReader(input, limits, damage), limits, damage);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static Unpacking unpacking(ArchiveFile file, String name, DamageTally damage) throws IOException {
        var packing = GzipCodec.startsIn(file)
                ? Packing.GZIP
                : ZstdCodec.startsIn(file)
                        ? Packing.ZSTD
                        : Packing.seenFirst(file).orElse(Packing.named(name));
        return switch (packing) {
            case GZIP -> new MemberUnpacking(file, new GzipCodec(), _ -> damage.count(Damage.JUNK));
            case ZSTD -> new MemberUnpacking(file, new ZstdCodec(), _ -> damage.count(Damage.JUNK));
            case NONE -> new PlainUnpacking(file);
        };
    }

    /// The next page; empty at the end of the archive.
    ///
    /// @throws IOException if the file cannot be read, never for what it holds
    public Optional<Page> next() throws IOException {
        while (true) {
            var record = nextRecord();
            if (record.isEmpty()) {
                return Optional.empty();
            }
            if (record.get().verdict() instanceof Verdict.Kept<Page>(var page)) {
                return Optional.of(page);
            }
        }
    }

    /// The next record of whatever kind, lost ones among them; empty at the end of the archive.
    ///
    /// @throws IOException if the file cannot be read, never for what it holds
    public Optional<ArchiveRecord> nextRecord() throws IOException {
        return records.next().map(this::record);
    }

    private ArchiveRecord record(Split split) {
        var source = new Page.Source(archive, split.offset(), read++);
        var record = switch (split) {
            case Split.Whole whole -> whole(source, whole);
            case Split.Lost lost -> lost(source, lost);
        };
        switch (record.verdict()) {
            case Verdict.Kept<Page> _ -> kept++;
            case Verdict.Dropped<Page>(var reason) -> dropped.merge(reason, 1L, Long::sum);
        }
        return record;
    }

    private ArchiveRecord whole(Page.Source source, Split.Whole whole) {
        var head = whole.head();
        var page = pages.read(source, whole, records.bytes());
        return new ArchiveRecord(
                source,
                head.type(),
                head.url().orElse(""),
                page.status(),
                page.mediaType(),
                whole.length(),
                page.verdict());
    }

    private static ArchiveRecord lost(Page.Source source, Split.Lost lost) {
        var type = lost.head().map(RecordHead::type).orElse("");
        var url = lost.head().flatMap(RecordHead::url).orElse("");
        return new ArchiveRecord(source, type, url, 0, "", 0, new Verdict.Dropped<>(lost.reason()));
    }

    /// Records read so far: those that were pages, and the others by reason.
    public Funnel funnel() {
        return new Funnel(kept, dropped);
    }

    /// Damage met so far that cost no record, by kind; a kind that never came is absent.
    public Map<Damage, Long> damage() {
        return damage.counts();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
