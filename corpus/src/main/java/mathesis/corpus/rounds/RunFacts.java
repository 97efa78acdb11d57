package mathesis.corpus.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.MiningConfig.Domains.Annotation;

/// What [MiningPlan] must know of a run, out of its folder.
///
/// Every method throws [UncheckedIOException] when the file that it needs cannot be read.
public record RunFacts(MiningFolder folder, MiningConfig config, int archives) implements MiningPlan.Facts {
    @Override
    public int ranges() {
        return config.dedup().ranges();
    }

    @Override
    public int shards(int round) {
        try {
            return JsonFile.read(folder.round(round).rank(), Rank.class)
                    .shards()
                    .size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RoundEnd end(int round) {
        try {
            return JsonFile.read(folder.round(round).end(), RoundEnd.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean annotated(int round) {
        return config.domains().annotation() != Annotation.WAIT
                || Files.exists(folder.round(round).annotations());
    }
}
