package mathesis.corpus.warc;

import static mathesis.corpus.warc.Archives.gzip;
import static mathesis.corpus.warc.Archives.latin;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import mathesis.corpus.DropReason;
import mathesis.corpus.Page;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PagePackerTest {
    private static final List<String> STRIP = List.of("usr/share/doc", "/usr/share/");

    @TempDir
    private Path folder;

    @Test
    void pages_become_responses_of_a_host_for_each_folder() throws IOException {
        write("tree/g++-doc/usr/share/doc/g++/a b.html", latin("<p>one"));
        write("tree/g++-doc/usr/share/gap/é.xhtml", latin("<p>two"));
        write("tree/g++-doc/other/INDEX.HTM", latin("<p>three"));
        write("tree/g++-doc/other/words.txt", latin("no page"));
        write("tree/b/usr/share/doc/packed.html.gz", gzip(latin("<p>four")));
        var summary = pack("out", settings(10, OptionalLong.empty()));
        assertEquals(new PagePacker.Summary(1, 2, 4, 6 + 6 + 8 + 7, 0, 0, 0), summary);
        var pages = new TreeMap<String, String>();
        for (var page : read("out/crawl-00000.warc.gz")) {
            pages.put(page.url(), new String(page.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        assertEquals(
                Map.of(
                        "https://g---doc.example/g++/a%20b.html", "<p>one",
                        "https://g---doc.example/gap/%C3%A9.xhtml", "<p>two",
                        "https://g---doc.example/other/INDEX.HTM", "<p>three",
                        "https://b.example/packed.html", "<p>four"),
                pages);
    }

    @Test
    void archives_are_whole_and_bear_digests() throws IOException {
        write("tree/a/x.html", latin("<p>one"));
        pack("out", settings(10, OptionalLong.empty()));
        var file = folder.resolve("out/crawl-00000.warc.gz");
        var outcome = Archives.read(folder, "copy", Files.readAllBytes(file));
        assertEquals(Map.of(), outcome.damage());
        assertEquals(Map.of(DropReason.NOT_A_RESPONSE, 1L), outcome.funnel().dropped());
        try (var stream = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
            var text = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            // the same order in every JVM, unlike that of Map.of
            assertTrue(text.contains("description: folders of pages, packed\r\nformat: WARC File Format 1.0\r\nsoft"));
            // printf '<p>one' | sha1sum | xxd -r -p | base32
            assertTrue(text.contains("WARC-Payload-Digest: sha1:MSUZ7UE6YJT5IN7DIXLSN5BKGX62NBFL"), text);
        }
    }

    @Test
    void the_same_files_give_the_same_bytes() throws IOException {
        many();
        pack("one", settings(7, OptionalLong.of(5)));
        pack("two", settings(7, OptionalLong.of(5)));
        for (int i = 0; i < 3; i++) {
            var name = "crawl-0000" + i + ".warc.gz";
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(name)),
                    Files.readAllBytes(folder.resolve("two").resolve(name)));
        }
    }

    @Test
    void a_seed_mixes_hosts_and_archives_are_cut_by_pages() throws IOException {
        many();
        var summary = pack("sorted", settings(7, OptionalLong.empty()));
        assertEquals(3, summary.archives());
        assertEquals(20, summary.pages());
        pack("mixed", settings(7, OptionalLong.of(1)));
        assertEquals(7, hosts("sorted/crawl-00000.warc.gz").size());
        assertEquals(
                List.of("a.example"),
                hosts("sorted/crawl-00000.warc.gz").stream().distinct().toList());
        assertEquals(2, hosts("mixed/crawl-00000.warc.gz").stream().distinct().count());
        assertEquals(6, hosts("mixed/crawl-00002.warc.gz").size());
    }

    @Test
    void links_out_of_a_folder_are_not_followed() throws IOException {
        write("secret/x.html", latin("secret"));
        write("tree/a/real.html", latin("real"));
        Files.createSymbolicLink(folder.resolve("tree/a/out.html"), folder.resolve("secret/x.html"));
        Files.createSymbolicLink(folder.resolve("tree/a/folder"), folder.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("tree/a/dead.html"), Path.of("nowhere"));
        Files.createSymbolicLink(folder.resolve("tree/a/in.html"), Path.of("real.html"));
        pack("out", settings(10, OptionalLong.empty()));
        var bodies = read("out/crawl-00000.warc.gz").stream()
                .map(page -> page.url() + " " + new String(page.body(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
        assertEquals(List.of("https://a.example/in.html real", "https://a.example/real.html real"), bodies);
    }

    @Test
    void what_cannot_be_packed_is_counted() throws IOException {
        write("tree/a/large.html", new byte[2000]);
        write("tree/a/large.gz.html.gz", gzip(new byte[2000]));
        write("tree/a/broken.html.gz", latin("not gzip at all"));
        write("tree/a/cut.html.gz", Arrays.copyOf(gzip(latin("<p>words")), 20));
        write("tree/a/usr/share/doc/same.html", latin("one"));
        write("tree/a/usr/share/same.html", latin("two"));
        assertEquals(new PagePacker.Summary(1, 1, 1, 3, 2, 2, 1), pack("out", settings(10, OptionalLong.empty())));
    }

    @Test
    void an_archive_that_is_there_is_not_overwritten() throws IOException {
        many();
        pack("out", settings(10, OptionalLong.empty()));
        var failure =
                assertThrows(FileAlreadyExistsException.class, () -> pack("out", settings(10, OptionalLong.empty())));
        assertTrue(failure.getMessage().contains("crawl-00000.warc.gz"), failure.getMessage());
    }

    @Test
    void two_folders_of_one_host_are_refused() {
        var folders =
                List.of(PageFolder.named("x+", folder), PageFolder.named("X-y", folder), PageFolder.named("x", folder));
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> PagePacker.pack(folders, folder, settings(1, OptionalLong.empty()), _ -> {}));
        assertTrue(failure.getMessage().contains("host x.example"), failure.getMessage());
        assertNotEquals("", PageFolder.named("+++", folder).host());
    }

    private void many() throws IOException {
        for (int i = 0; i < 10; i++) {
            write("tree/a/" + i + ".html", latin("<p>a" + i));
            write("tree/b/" + i + ".html", latin("<p>b" + i));
        }
    }

    private static PackSettings settings(int pagesPerArchive, OptionalLong seed) {
        return new PackSettings("crawl", STRIP, pagesPerArchive, seed, PackSettings.NO_DATE, 1000);
    }

    private PagePacker.Summary pack(String into, PackSettings settings) throws IOException {
        return PagePacker.pack(PageFolder.childrenOf(folder.resolve("tree")), folder.resolve(into), settings, _ -> {});
    }

    private List<String> hosts(String archive) throws IOException {
        return read(archive).stream()
                .map(page -> java.net.URI.create(page.url()).getHost())
                .toList();
    }

    private List<Page> read(String archive) throws IOException {
        var pages = new ArrayList<Page>();
        try (var reader = ArchiveReader.open(folder.resolve(archive), archive, ArchiveLimits.DEFAULT)) {
            for (var page = reader.next(); page.isPresent(); page = reader.next()) {
                pages.add(page.get());
            }
        }
        return pages;
    }

    private void write(String path, byte[] bytes) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
