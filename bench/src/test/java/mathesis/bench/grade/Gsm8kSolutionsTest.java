package mathesis.bench.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mathesis.bench.grade.Gsm8kSolutions.Problem;
import mathesis.bench.grade.Gsm8kSolutions.Variant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Gsm8kSolutionsTest {
    private static final Gsm8kSolutions SOLUTIONS =
            new Gsm8kSolutions(List.of(new Problem("p", "He has 3.", "1200"), new Problem("q", "She has 4.", "0.5")));

    @Test
    void one_seed_gives_one_set_of_endings_some_right_and_some_wrong() {
        var variants = SOLUTIONS.variants(7);
        assertEquals(variants, SOLUTIONS.variants(7));
        assertEquals(16, variants.size());
        assertTrue(variants.stream().anyMatch(Variant::right));
        assertTrue(variants.stream().anyMatch(variant -> !variant.right()));
        assertTrue(variants.stream()
                .allMatch(variant ->
                        variant.text().startsWith(variant.gold().equals("1200") ? "He has 3." : "She has 4.")));
    }
}
