package mathesis.bench.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.corpus.charset.PageText;
import mathesis.corpus.scan.PageScan;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;

/// The text of real pages as the first pass leaves it.
///
/// @param texts in UTF-8; nobody writes to them
record PageTexts(List<byte[]> texts) {
    private static final double MEGA = 1e6;

    /// Every page of the WARC files of a folder.
    static PageTexts read(Path folder) throws IOException {
        var texts = new ArrayList<byte[]>();
        var scan = new PageScan();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".warc.gz"))
                    .sorted()
                    .toList()) {
                try (var archive = ArchiveReader.open(file, file.getFileName().toString(), ArchiveLimits.DEFAULT)) {
                    for (var page = archive.next(); page.isPresent(); page = archive.next()) {
                        scan.scan(PageText.utf8(page.get()));
                        texts.add(Arrays.copyOf(scan.text(), scan.length()));
                    }
                }
            }
        }
        return new PageTexts(texts);
    }

    double megabytes() {
        return texts.stream().mapToLong(text -> text.length).sum() / MEGA;
    }
}
