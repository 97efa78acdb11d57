package mathesis.bench.corpus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import mathesis.corpus.Page;
import mathesis.corpus.charset.PageText;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;

/// Archives in memory, so that reading the disk is no part of a figure.
///
/// @param files bytes by path; nobody writes to them
record Archives(Map<Path, byte[]> files) {
    private static final int BUFFER = 1 << 16;

    /// The WARC files of a folder.
    static Archives read(Path folder) throws IOException {
        var files = new TreeMap<Path, byte[]>();
        for (var file : warcs(folder)) {
            files.put(file, Files.readAllBytes(file));
        }
        return new Archives(files);
    }

    private static List<Path> warcs(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".warc.gz"))
                    .sorted()
                    .toList();
        }
    }

    /// Takes pages one after the other.
    interface PageUse {
        void take(Page page) throws IOException;
    }

    /// Reads every page of the WARC files of a folder from the disk.
    static void forEachPage(Path folder, PageUse use) throws IOException {
        forEachPage(warcs(folder), use);
    }

    /// The same for these archives.
    static void forEachPage(Collection<Path> archives, PageUse use) throws IOException {
        for (var archive : archives) {
            try (var in = ArchiveReader.open(archive, archive.getFileName().toString(), ArchiveLimits.DEFAULT)) {
                for (var page = in.next(); page.isPresent(); page = in.next()) {
                    use.take(page.get());
                }
            }
        }
    }

    /// Inflates all of them and looks at no byte; returns how many there were.
    long gunzip() {
        var buffer = new byte[BUFFER];
        long bytes = 0;
        for (var file : files.values()) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(file), BUFFER)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    bytes += n;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }

    /// The pages of all of them as UTF-8.
    List<byte[]> utf8Pages() {
        return unchecked(() -> {
            var pages = new ArrayList<byte[]>();
            forEachPage(files.keySet(), page -> pages.add(PageText.utf8(page)));
            if (pages.isEmpty()) {
                throw new IOException("no page in " + files.keySet());
            }
            return pages;
        });
    }

    /// Reading that may fail, where only a figure waits for it.
    interface Reading<T> {
        T read() throws IOException;
    }

    static <T> T unchecked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
