package mathesis.corpus.rounds;

import java.util.List;
import java.util.Map;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Funnel;

/// What the writing of a shard came to.
///
/// @param files   the shard in each format
/// @param funnels of its archives, by name, from the first record read to the last document kept
record ShardReport(List<CorpusShard> files, Map<String, Funnel> funnels) {
    ShardReport {
        files = List.copyOf(files);
        funnels = Map.copyOf(funnels);
    }
}
