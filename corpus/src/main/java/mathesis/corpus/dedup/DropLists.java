package mathesis.corpus.dedup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.records.Run;
import mathesis.corpus.records.RunMerge;

/// What all ranges together drop of an archive.
///
/// Each archive's list is read from its sections of the ranges' files when it is asked for: there is no step that every
/// archive has to wait for. Memory: the archive's drops, and buffers of 1 MiB in total.
public final class DropLists {
    private static final long BUFFER_BYTES = 1 << 20;

    private final DedupFolder folder;
    private final DedupSettings settings;

    public DropLists(DedupFolder folder, DedupSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /// The dropped documents of an archive in the order of their rows, each once, with the first reason.
    ///
    /// @throws IOException where a range is not resolved yet, or its file is damaged or made with other settings
    public List<Drop> of(int archive) throws IOException {
        var runs = new ArrayList<Run>();
        for (int range = 0; range < settings.ranges(); range++) {
            var run = DropFile.section(folder.drops(range), range, settings, archive);
            if (run.records() > 0) {
                runs.add(run);
            }
        }
        var drops = new ArrayList<Drop>();
        try (var merged = new RunMerge(DropFile.WIDTH, BUFFER_BYTES, folder.scratch()).open(runs)) {
            long last = -1;
            while (merged.advance()) {
                if (merged.record()[0] != last) {
                    last = merged.record()[0];
                    drops.add(DropFile.drop(merged.record()));
                }
            }
        }
        return drops;
    }
}
