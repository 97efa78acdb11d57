package mathesis.corpus.warc;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import mathesis.corpus.warc.PageFolder.PageFile;

/// Packs folders of HTML files as WARC archives, as if they had been crawled. The same files and settings give the same
/// bytes. An archive appears under its name when it is complete.
public final class PagePacker {
    private static final Map<String, String> INFO =
            Map.of("software", "mathesis", "format", "WARC File Format 1.0", "description", "folders of pages, packed");

    private final PackSettings settings;
    private final LongConsumer progress;
    private final HashSet<String> hosts = new HashSet<>();
    private long pages;
    private long bytes;
    private long tooLarge;
    private long unreadable;
    private long sameUrl;

    /// What was packed and what was left out.
    ///
    /// @param hosts      folders with at least one page
    /// @param bytes      of the pages
    /// @param tooLarge   pages left out because they are larger than the setting
    /// @param unreadable pages left out because their file could not be read or inflated
    /// @param sameUrl    pages left out because another has their URL
    public record Summary(
            int archives, int hosts, long pages, long bytes, long tooLarge, long unreadable, long sameUrl) {}

    private PagePacker(PackSettings settings, LongConsumer progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /// @param into     a folder, made if it is missing
    /// @param progress told the number of pages packed so far, after each
    /// @throws IOException if a folder cannot be read, an archive not be written, or one of its name is there
    public static Summary pack(List<PageFolder> folders, Path into, PackSettings settings, LongConsumer progress)
            throws IOException {
        return new PagePacker(settings, progress).pack(folders, into);
    }

    private Summary pack(List<PageFolder> folders, Path into) throws IOException {
        requireDistinctHosts(folders);
        var all = new ArrayList<PageFile>();
        for (var folder : folders) {
            all.addAll(folder.pages());
        }
        settings.shuffleSeed().ifPresent(seed -> Collections.shuffle(all, new Random(seed)));
        Files.createDirectories(into);
        var left = distinct(all);
        int archives = 0;
        for (int from = 0; from < left.size(); from += settings.pagesPerArchive(), archives++) {
            int to = (int) Math.min(left.size(), from + (long) settings.pagesPerArchive());
            archive(left.subList(from, to), into.resolve(settings.archiveName(archives)));
        }
        return new Summary(archives, hosts.size(), pages, bytes, tooLarge, unreadable, sameUrl);
    }

    private static void requireDistinctHosts(List<PageFolder> folders) {
        var seen = new HashMap<String, Path>();
        for (var each : folders) {
            var other = Optional.ofNullable(seen.put(each.host(), each.folder()));
            if (other.isPresent()) {
                throw new IllegalArgumentException("%s and %s would both be host %s.example; name one NAME=FOLDER"
                        .formatted(other.get(), each.folder(), each.host()));
            }
        }
    }

    /// A page to pack.
    private record Addressed(PageFile page, String url) {}

    /// Stripping and `x.html` beside `x.html.gz` can give two files one URL; the first in order keeps it.
    private List<Addressed> distinct(List<PageFile> all) {
        var seen = new HashSet<String>();
        var distinct = new ArrayList<Addressed>();
        for (var page : all) {
            var url = url(page);
            if (seen.add(url)) {
                distinct.add(new Addressed(page, url));
            } else {
                sameUrl++;
            }
        }
        return distinct;
    }

    private String url(PageFile page) {
        try {
            return new URI("https", page.of().host() + ".example", "/" + settings.path(page.path()), null)
                    .toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(page.file() + " has a path that no URL can hold: " + e.getMessage(), e);
        }
    }

    private void archive(List<Addressed> part, Path archive) throws IOException {
        if (Files.exists(archive)) {
            throw new FileAlreadyExistsException(
                    archive.toString(), null, "is there already; remove it or give another folder or prefix");
        }
        var unfinished = archive.resolveSibling(archive.getFileName() + ".part");
        try (var writer = new WarcWriter(new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16))) {
            writer.info(archive.getFileName().toString(), settings.date(), INFO);
            for (var each : part) {
                var body = body(each.page());
                if (body.isPresent()) {
                    writer.response(each.url(), settings.date(), each.page().contentType(), body.get());
                    hosts.add(each.page().of().host());
                    bytes += body.get().length;
                    progress.accept(++pages);
                }
            }
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private Optional<byte[]> body(PageFile page) throws IOException {
        try (InputStream file = Files.newInputStream(page.file());
                InputStream plain = page.isPacked() ? new GZIPInputStream(file) : file) {
            byte[] body = plain.readNBytes(Math.addExact(settings.pageBytes(), 1));
            if (body.length > settings.pageBytes()) {
                tooLarge++;
                return Optional.empty();
            }
            return Optional.of(body);
        } catch (ZipException | EOFException | AccessDeniedException | NoSuchFileException _) {
            unreadable++;
            return Optional.empty();
        }
    }
}
