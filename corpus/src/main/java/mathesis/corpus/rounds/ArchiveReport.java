package mathesis.corpus.rounds;

import java.util.Map;
import mathesis.corpus.Funnel;

/// What the mining of an archive came to.
///
/// @param archive    its name
/// @param funnel     up to the candidates, which are kept
/// @param damage     met while reading, by kind
/// @param pages      read
/// @param htmlBytes  of their bodies
/// @param tokens     of the candidates
/// @param cpuSeconds of the thread that mined it
public record ArchiveReport(
        String archive,
        Funnel funnel,
        Map<String, Long> damage,
        long pages,
        long htmlBytes,
        long tokens,
        double cpuSeconds) {
    public ArchiveReport {
        damage = Map.copyOf(damage);
    }
}
