package mathesis.bench.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.corpus.charset.PageText;
import mathesis.corpus.scan.PageScan;

/// The text of real pages as the first pass leaves it.
///
/// @param texts in UTF-8; nobody writes to them
record PageTexts(List<byte[]> texts) {
    private static final double MEGA = 1e6;

    /// Every page of the WARC files of a folder.
    static PageTexts read(Path folder) throws IOException {
        var texts = new ArrayList<byte[]>();
        var scan = new PageScan();
        Archives.forEachPage(folder, page -> {
            scan.scan(PageText.utf8(page));
            texts.add(Arrays.copyOf(scan.text(), scan.length()));
        });
        return new PageTexts(texts);
    }

    double megabytes() {
        return texts.stream().mapToLong(text -> text.length).sum() / MEGA;
    }
}
