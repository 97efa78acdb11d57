package mathesis.bench.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.Page;
import mathesis.corpus.charset.PageText;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;

/// Real pages, decoded.
record HtmlPages(List<HtmlPage> pages) {
    /// @param html decoded from its charset
    record HtmlPage(String url, String html) {}

    /// Every HTML page of the WARC files of a folder.
    static HtmlPages read(Path folder) throws IOException {
        var pages = new ArrayList<HtmlPage>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".warc.gz"))
                    .sorted()
                    .toList()) {
                try (var archive = ArchiveReader.open(file, file.getFileName().toString(), ArchiveLimits.DEFAULT)) {
                    for (var page = archive.next(); page.isPresent(); page = archive.next()) {
                        if (page.get().format() == Page.Format.HTML) {
                            pages.add(new HtmlPage(page.get().url(), PageText.decode(page.get())));
                        }
                    }
                }
            }
        }
        return new HtmlPages(List.copyOf(pages));
    }

    long characters() {
        return pages.stream().mapToLong(page -> page.html().length()).sum();
    }
}
