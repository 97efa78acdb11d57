package mathesis.corpus.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mathesis.corpus.rounds.CandidateTable.Candidate;
import mathesis.corpus.rounds.Rank.Cut;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RankingTest {
    private record Place(int archive, int index, Candidate candidate) {}

    private static Ranking.Candidates candidates(List<Place> places) {
        return visitor -> places.forEach(p -> visitor.candidate(p.archive, p.index, p.candidate));
    }

    private static Place place(int archive, int index, double score, int tokens) {
        return new Place(archive, index, new Candidate((float) score, tokens, 4 * tokens, index));
    }

    private static Set<Place> kept(List<Place> places, Cut cut) {
        var kept = new HashSet<>(places);
        kept.removeIf(p -> !cut.keeps(p.candidate.score(), p.archive, p.index));
        return kept;
    }

    @Test
    void the_best_are_kept_until_the_next_would_go_over_the_budget() throws IOException {
        var places = List.of(place(0, 0, 0.9, 50), place(0, 1, 0.5, 10), place(1, 0, 0.7, 30), place(1, 1, 0.2, 5));

        assertEquals(Set.of(places.get(0), places.get(2)), kept(places, Ranking.cut(candidates(places), 85)));
        assertEquals(
                Set.of(places.get(0), places.get(2), places.get(1)), kept(places, Ranking.cut(candidates(places), 90)));
    }

    @Test
    void a_budget_that_is_not_reached_keeps_all() throws IOException {
        var places = List.of(place(0, 0, 0.0, 50), place(0, 1, 1.0, 10));

        assertEquals(Set.copyOf(places), kept(places, Ranking.cut(candidates(places), 60)));
        assertEquals(Cut.NONE, Ranking.cut(candidates(List.of()), 1));
    }

    @Test
    void of_the_same_score_the_first_in_the_run_are_kept() throws IOException {
        var places = List.of(place(0, 0, 1, 10), place(0, 1, 1, 10), place(1, 0, 1, 10), place(1, 1, 0.5, 1));

        assertEquals(Set.of(places.get(0), places.get(1)), kept(places, Ranking.cut(candidates(places), 25)));
        assertEquals(Set.of(), kept(places, Ranking.cut(candidates(places), 9)));
    }

    @ParameterizedTest(name = "seed {0}, {1} distinct scores")
    @CsvSource({"1, 3", "2, 40", "3, 100000", "4, 1"})
    void it_cuts_where_sorting_would(int seed, int scores) throws IOException {
        var random = new Random(seed);
        var places = new ArrayList<Place>();
        for (int i = 0; i < 500; i++) {
            double score = (random.nextInt(scores) + 1.0) / scores;
            places.add(place(i / 50, i % 50, score, random.nextInt(100)));
        }
        long budget = random.nextInt(20_000);

        assertEquals(sorted(places, budget), kept(places, Ranking.cut(candidates(places), budget)));
    }

    /// The plain reference.
    private static Set<Place> sorted(List<Place> places, long budget) {
        var kept = new HashSet<Place>();
        long left = budget;
        var ranked = places.stream()
                .sorted(Comparator.comparing((Place p) -> -p.candidate.score())
                        .thenComparing(Place::archive)
                        .thenComparing(Place::index))
                .toList();
        for (var place : ranked) {
            left -= place.candidate.tokens();
            if (left < 0) {
                break;
            }
            kept.add(place);
        }
        return kept;
    }
}
