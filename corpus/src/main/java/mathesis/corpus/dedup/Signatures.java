package mathesis.corpus.dedup;

import java.io.IOException;
import java.util.LinkedHashMap;

/// Signatures of candidates of any archive, with a bounded number of files open. Serves one thread.
final class Signatures implements AutoCloseable {
    private static final int MOST_OPEN_FILES = 64;

    private final DedupFolder folder;
    private final int hashes;
    private final LinkedHashMap<Integer, SignatureFile> open = new LinkedHashMap<>(16, 0.75f, true);

    Signatures(DedupFolder folder, int hashes) {
        this.folder = folder;
        this.hashes = hashes;
    }

    int[] of(DocumentRef document) throws IOException {
        return file(document.archive()).signature(document.index());
    }

    private SignatureFile file(int archive) throws IOException {
        var file = open.get(archive);
        if (file == null) {
            closeOldest();
            file = SignatureFile.open(folder.signatures(archive), hashes);
            open.put(archive, file);
        }
        return file;
    }

    private void closeOldest() throws IOException {
        if (open.size() == MOST_OPEN_FILES) {
            open.pollFirstEntry().getValue().close();
        }
    }

    @Override
    public void close() throws IOException {
        for (var file : open.values()) {
            file.close();
        }
    }
}
