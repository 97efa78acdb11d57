package mathesis.corpus.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.corpus.DropReason;
import mathesis.corpus.scan.RecallCalibration.Pair;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecallCalibrationTest {
    private final List<Pair> pages = new ArrayList<>();

    @ParameterizedTest(name = "recall {0} of ten kept pages: threshold {1}, {3} of 30 pages pass")
    @CsvSource({
        "1.0, 0.10, 1.0, 28", // every kept page: 0.1 and above, and the dropped pages from 0.1 on
        "0.9, 0.20, 0.9, 25",
        "0.85, 0.20, 0.9, 25", // 8.5 pages are 9
        "0.5, 0.60, 0.5, 13",
        "0.01, 1.00, 0.1, 1"
    })
    void the_highest_threshold_that_keeps_the_wanted_recall(
            double wanted, float threshold, double recall, int passing) {
        for (int i = 1; i <= 10; i++) {
            add(i / 10f, true); // 0.1, 0.2, .. 1.0
        }
        for (int i = 0; i < 20; i++) {
            add(i / 20f, false); // 0, 0.05, .. 0.95
        }
        var found = RecallCalibration.threshold(pages, wanted);
        assertEquals(new RecallCalibration.Threshold(threshold, recall, passing / 30.0, 10, 30), found);
    }

    @Test
    void pages_of_the_same_score_pass_together() {
        for (int i = 0; i < 4; i++) {
            add(0.5f, true);
        }
        assertEquals(1, RecallCalibration.threshold(pages, 0.25).recall());
    }

    @Test
    void everything_passes_where_no_page_was_kept() {
        add(0.3f, false);
        assertEquals(new RecallCalibration.Threshold(0, 1, 1, 0, 1), RecallCalibration.threshold(pages, 0.99));
    }

    @Test
    void many_pages_are_held() {
        for (int i = 0; i < 5000; i++) {
            add(i / 5000f, true);
            add(i / 5000f, false);
        }
        assertEquals(50 / 5000f, RecallCalibration.threshold(pages, 0.99).threshold());
        assertEquals(0.99, RecallCalibration.threshold(pages, 0.99).passing());
    }

    @Test
    void scores_that_are_no_probabilities_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> add(Float.NaN, true));
        assertThrows(IllegalArgumentException.class, () -> RecallCalibration.threshold(pages, 0));
    }

    @Test
    void the_first_pass_drops_pages_without_text_and_those_below_the_threshold() {
        var pass = new FirstPass(20, 0.25f);
        assertEquals(Optional.of(DropReason.NO_TEXT), pass.dropsUnscored(19));
        assertEquals(Optional.empty(), pass.dropsUnscored(20));
        assertEquals(Optional.of(DropReason.FIRST_PASS_SCORE), pass.drops(0.2499f));
        assertEquals(Optional.empty(), pass.drops(0.25f));
    }

    private void add(float score, boolean kept) {
        pages.add(new Pair(score, kept));
    }
}
