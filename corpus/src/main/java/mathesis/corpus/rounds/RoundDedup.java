package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.dedup.DedupFolder;
import mathesis.corpus.dedup.DedupSettings;
import mathesis.corpus.dedup.DropLists;
import mathesis.corpus.dedup.DuplicateRange;
import mathesis.corpus.dedup.KeyFileWriter;
import mathesis.corpus.dedup.RangeReport;
import mathesis.corpus.dedup.SignatureShape;

/// The deduplication of one round: where its files lie and with which settings.
record RoundDedup(MiningFolder.Round round, MiningConfig config) {
    private DedupFolder files() {
        return new DedupFolder(round.dedup());
    }

    private DedupSettings settings() {
        var dedup = config.dedup();
        return new DedupSettings(
                new SignatureShape(dedup.bands(), dedup.rows()),
                dedup.minJaccard(),
                dedup.ranges(),
                DedupSettings.DEFAULT.leaders());
    }

    KeyFileWriter keys(int archive) throws IOException {
        return new KeyFileWriter(files(), archive, settings(), config.dedup().memoryBytes());
    }

    RangeReport resolve(int range, int archives) throws IOException {
        List<Integer> all = IntStream.range(0, archives).boxed().toList();
        return new DuplicateRange(files(), settings(), config.dedup().memoryBytes()).resolve(range, all);
    }

    Survivors survivors() {
        return new Survivors(round, new DropLists(files(), settings()));
    }
}
