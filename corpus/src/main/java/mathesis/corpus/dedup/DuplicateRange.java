package mathesis.corpus.dedup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.records.ExternalSort;
import mathesis.corpus.records.RecordStream;
import mathesis.corpus.records.Run;
import mathesis.corpus.records.RunMerge;

/// Finds the duplicates of one range of hashes among the candidates of all archives.
///
/// Documents whose keys agree meet in a group, best first. Those of one URL or one text are all dropped but the best.
/// Those that share a band of their signatures are compared with the leaders of their group so far: one whose signature
/// is close enough to a leader's is dropped, one that is close to none becomes a leader itself. What is dropped, and
/// for which better document, depends on the candidates alone: neither on the order of archives nor on the number of
/// ranges nor on memory.
///
/// Memory: the budget, and a group's leaders (256 signatures of 120 hashes: 124 kB). Serves one thread.
public final class DuplicateRange {
    private final DedupFolder folder;
    private final DedupSettings settings;
    private final long memoryBytes;

    /// @param memoryBytes for merging keys and sorting drops
    public DuplicateRange(DedupFolder folder, DedupSettings settings, long memoryBytes) {
        this.folder = folder;
        this.settings = settings;
        this.memoryBytes = memoryBytes;
    }

    /// Writes the drops of a range, replacing those that are there.
    ///
    /// @param archives numbers of the archives whose keys are all written
    /// @throws IOException where a file of theirs is missing, damaged or made with other settings
    public RangeReport resolve(int range, List<Integer> archives) throws IOException {
        var runs = new ArrayList<Run>();
        for (int archive : archives) {
            var run = KeyFile.range(folder, archive, range, settings);
            if (run.records() > 0) {
                runs.add(run);
            }
        }
        Path scratch = folder.scratch();
        var drops = folder.drops(range);
        try (var keys = new RunMerge(Key.WIDTH, memoryBytes / 2, scratch).open(runs);
                var sort = new ExternalSort(DropFile.WIDTH, memoryBytes / 2, scratch);
                var signatures = new Signatures(folder, settings.shape().hashes())) {
            var groups = new DuplicateGroups(settings, signatures, sort);
            readGroups(keys, groups, range);
            var counts = DropFile.write(drops, sort, range, settings, archives);
            return groups.report(range, counts);
        }
    }

    private void readGroups(RecordStream keys, DuplicateGroups groups, int range) throws IOException {
        while (keys.advance()) {
            if (Key.range(keys.record(), settings.ranges()) != range) {
                throw new IOException("a key of another range in range " + range + " of " + folder.path()
                        + "; its files are not of this run");
            }
            groups.add(keys.record());
        }
    }
}
