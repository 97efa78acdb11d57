package mathesis.corpus.dedup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mathesis.corpus.DropReason;
import mathesis.corpus.records.ExternalSort;

/// Cuts a sorted stream of keys into groups of equal hash and drops what is worse than a leader of its group.
///
/// A group's signatures are read when its second document comes: most groups have only one.
final class DuplicateGroups {
    private final DedupSettings settings;
    private final Signatures signatures;
    private final ExternalSort drops;
    private final List<Leader> leaders = new ArrayList<>();
    private long hash;
    private int size;
    private boolean full;
    private long groups;
    private long compared;
    private long fullGroups;

    private record Leader(DocumentRef document, int[] signature) {}

    DuplicateGroups(DedupSettings settings, Signatures signatures, ExternalSort drops) {
        this.settings = settings;
        this.signatures = signatures;
        this.drops = drops;
    }

    void add(long... key) throws IOException {
        var document = DocumentRef.unpacked(key[Key.DOCUMENT]);
        if (size == 0 || key[Key.HASH] != hash) {
            begin(key[Key.HASH], document);
            return;
        }
        groups += size == 1 ? 1 : 0;
        size++;
        switch (Key.kind(key)) {
            case URL -> drop(document, DropReason.URL_DUPLICATE, leaders.getFirst());
            case TEXT -> drop(document, DropReason.EXACT_DUPLICATE, leaders.getFirst());
            case BAND -> compare(document);
        }
    }

    private void begin(long newHash, DocumentRef best) {
        hash = newHash;
        size = 1;
        full = false;
        leaders.clear();
        leaders.add(new Leader(best, new int[0]));
    }

    private void compare(DocumentRef document) throws IOException {
        if (size == 2) {
            var best = leaders.getFirst().document;
            leaders.set(0, new Leader(best, signatures.of(best)));
        }
        var signature = signatures.of(document);
        for (var leader : leaders) {
            compared++;
            if (Fingerprint.equal(leader.signature, signature) >= settings.leastEqual()) {
                drop(document, DropReason.NEAR_DUPLICATE, leader);
                return;
            }
        }
        lead(new Leader(document, signature));
    }

    private void lead(Leader leader) {
        if (leaders.size() < settings.leaders()) {
            leaders.add(leader);
        } else if (!full) {
            full = true;
            fullGroups++;
        }
    }

    private void drop(DocumentRef document, DropReason reason, Leader leader) throws IOException {
        drops.add(document.packed(), DropFile.code(reason), leader.document.packed());
    }

    RangeReport report(int range, Map<DropReason, Long> dropped) {
        return new RangeReport(range, groups, compared, fullGroups, dropped);
    }
}
