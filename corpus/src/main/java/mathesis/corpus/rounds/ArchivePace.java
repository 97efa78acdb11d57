package mathesis.corpus.rounds;

import mathesis.corpus.Page;

/// Tells how far the reading of an archive has come, each time some pages are read.
final class ArchivePace {
    private static final int PAGES = 64;

    private final ArchiveList.Archive archive;
    private final TaskRunner.Progress progress;
    private long pages;

    ArchivePace(ArchiveList.Archive archive, TaskRunner.Progress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    void at(Page page) {
        pages++;
        if (pages % PAGES == 0) {
            // the offset counts uncompressed bytes where the archive is compressed as a whole
            double share = Math.min(1, page.source().offset() / (double) Math.max(1, archive.size()));
            progress.at(share, pages + " pages of " + archive.name());
        }
    }

    long pages() {
        return pages;
    }
}
