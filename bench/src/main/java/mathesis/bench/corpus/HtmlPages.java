package mathesis.bench.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.Page;
import mathesis.corpus.charset.PageText;

/// Real pages, decoded.
record HtmlPages(List<HtmlPage> pages) {
    /// @param html decoded from its charset
    record HtmlPage(String url, String html) {}

    /// Every HTML page of the WARC files of a folder.
    static HtmlPages read(Path folder) throws IOException {
        var pages = new ArrayList<HtmlPage>();
        Archives.forEachPage(folder, page -> {
            if (page.format() == Page.Format.HTML) {
                pages.add(new HtmlPage(page.url(), PageText.decode(page)));
            }
        });
        return new HtmlPages(List.copyOf(pages));
    }

    long characters() {
        return pages.stream().mapToLong(page -> page.html().length()).sum();
    }
}
