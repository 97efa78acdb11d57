package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mathesis.actors.Settings;
import mathesis.learner.GrpoConfig;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecipesTest {
    private static final Path RECIPES = Path.of(System.getProperty("mathesis.home", ".."), "cluster-conf", "run");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"quickstart", "tiny-real-model", "paper-7b", "mining-paper", "mining-small"})
    void every_recipe_can_be_read_from_its_file_and_from_the_jar(String name) {
        var fromFile = Settings.load(Optional.of(RECIPES.resolve(name + ".conf")), List.of());
        var fromJar = Settings.ofRecipe("run/" + name + ".conf", List.of());
        assertEquals(fromFile.grpo(), fromJar.grpo());
        assertEquals(fromFile.run(), fromJar.run());
        assertEquals(fromFile.mining(), fromJar.mining());
    }

    @Test
    void the_papers_recipe_has_the_papers_numbers() {
        var settings = Settings.ofRecipe("run/paper-7b.conf", List.of());
        assertEquals(GrpoConfig.PAPER, settings.grpo());
        assertEquals(1024, settings.sampling().maxNewTokens());
        assertEquals(1024, settings.grpo().groupSize() * settings.grpo().groupsPerStep());
    }

    @Test
    void the_papers_mining_recipe_changes_no_number_of_the_defaults() {
        var paper = Settings.ofRecipe("run/mining-paper.conf", List.of()).mining();
        var defaults = Settings.load(Optional.empty(), List.of()).mining();
        assertEquals(defaults.seed(), paper.seed());
        assertEquals(defaults.classifier(), paper.classifier());
        assertEquals(defaults.tokenBudget(), paper.tokenBudget());
        assertEquals(defaults.maxRounds(), paper.maxRounds());
    }
}
