package mathesis.corpus.rounds;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import mathesis.corpus.dedup.Drop;
import mathesis.corpus.dedup.DropLists;
import mathesis.corpus.rounds.CandidateTable.Candidate;

/// The candidates of a round that are no duplicates.
record Survivors(MiningFolder.Round round, DropLists drops) {
    /// Those of one archive, in the order of its candidates.
    ///
    /// @param candidates all of the archive
    /// @param drops      those of them that are duplicates
    record OfArchive(int archive, List<Candidate> candidates, List<Drop> drops) {
        /// Numbers of the candidates that are duplicates.
        BitSet dropped() {
            var dropped = new BitSet(candidates.size());
            drops.forEach(drop -> dropped.set(drop.document().index()));
            return dropped;
        }

        void forEach(Ranking.Visitor visitor) {
            var dropped = dropped();
            for (int i = dropped.nextClearBit(0); i < candidates.size(); i = dropped.nextClearBit(i + 1)) {
                visitor.candidate(archive, i, candidates.get(i));
            }
        }

        /// Numbers of the candidates that a cut keeps.
        BitSet kept(Rank.Cut cut) {
            var kept = new BitSet(candidates.size());
            forEach((_, index, candidate) -> kept.set(index, cut.keeps(candidate.score(), archive, index)));
            return kept;
        }

        /// Their places in the archive.
        BitSet keptRecords(Rank.Cut cut) {
            var records = new BitSet();
            kept(cut).stream().forEach(index -> records.set(candidates.get(index).record()));
            return records;
        }
    }

    OfArchive of(int archive) throws IOException {
        return new OfArchive(archive, CandidateTable.read(round.table(archive)), drops.of(archive));
    }
}
