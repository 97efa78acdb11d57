package mathesis.corpus.rounds;

import java.util.Optional;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.decontaminate.NgramOverlap;
import mathesis.corpus.scan.FirstPass;

/// What the pages of a round are judged with. Read once a node and round; all threads use the same.
///
/// @param scorer     the round's classifier, collapsed
/// @param firstPass  what the first pass hands on
/// @param benchmarks whose texts must not be in the corpus; empty where the run names none
record RoundJudges(Scorer scorer, FirstPass firstPass, Optional<NgramOverlap> benchmarks) {}
