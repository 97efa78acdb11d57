package mathesis.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.actors.Settings.Cluster.Role;
import mathesis.actors.Settings.Prompt.Style;
import mathesis.corpus.MiningConfig;
import mathesis.engine.AdamWConfig;
import mathesis.engine.WeightFormat;
import mathesis.learner.GrpoConfig;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.reward.suite.NamedPolicy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void the_defaults_are_the_papers() {
        var settings = with();
        assertEquals(GrpoConfig.PAPER, settings.grpo());
        assertEquals(AdamWConfig.PAPER, settings.optimizer());
        assertEquals(1024, settings.sampling().maxNewTokens());
        assertEquals(
                List.of(Role.ROLLOUT, Role.REWARD, Role.LEARNER),
                settings.cluster().roles());
        assertEquals(Duration.ofSeconds(10), settings.reward().timeout());
        assertEquals(40_000_000_000L, settings.mining().tokenBudget());
        assertEquals(
                new MiningConfig.Classifier(256, 0.1, 3, 3, 3, 2_000_000, 0, 1),
                settings.mining().classifier());
        assertEquals(0.1, settings.mining().domains().minShare());
    }

    @Test
    void a_file_lies_over_the_defaults_and_set_over_the_file() throws IOException {
        var file = folder.resolve("run.conf");
        Files.writeString(file, "mathesis { seed = 7, grpo { group-size = 8, groups-per-step = 4 } }");
        var settings = Settings.load(Optional.of(file), List.of("grpo.group-size=16", "mathesis.run.steps=3"));
        assertEquals(7, settings.seed());
        assertEquals(16, settings.grpo().groupSize());
        assertEquals(4, settings.grpo().groupsPerStep());
        assertEquals(3, settings.run().steps());
        assertEquals(0.04, settings.grpo().klBeta());
    }

    @Test
    void solutions_drawn_with_rounded_weights_are_never_without_a_correction() {
        assertEquals(WeightFormat.FLOAT32, with().rollout().weights());
        assertEquals(Correction.NONE, with().grpo().variant().correction());
        var rounded = with("rollout.weights=int8", "grpo.variant.correction-cap=3");
        assertEquals(WeightFormat.INT8, rounded.rollout().weights());
        assertEquals(Correction.TOKEN_TRUNCATED, rounded.grpo().variant().correction());
        assertEquals(3, rounded.grpo().variant().correctionCap());
        assertEquals(
                Correction.SEQUENCE_MASKED,
                with("rollout.weights=int8", "grpo.variant.correction=sequence-masked")
                        .grpo()
                        .variant()
                        .correction());
    }

    @Test
    void text_needs_no_quotes_and_keeps_what_hocon_would_eat() {
        var settings = with("prompt.template={question}\nA: b", "problems.train=/tmp/a b:c.jsonl", "prompt.style=chat");
        assertEquals("{question}\nA: b", settings.prompt().template());
        assertEquals("/tmp/a b:c.jsonl", settings.problems().train());
        assertEquals(Style.CHAT, settings.prompt().style());
    }

    @Test
    void numbers_may_be_infinite_and_lists_may_be_long() {
        var settings = with("optimizer.clip-gradient-norm=infinity", "sampling.stop=[\"<end>\", \"\\n\"]");
        assertEquals(Double.POSITIVE_INFINITY, settings.optimizer().clipGradientNorm());
        assertEquals(List.of("<end>", "\n"), settings.sampling().stop());
    }

    @Test
    void a_grading_policy_that_is_not_there_is_named_with_those_that_are() {
        var refused = assertThrows(SettingsException.class, () -> with("reward.policy=strict"));
        assertEquals("mathesis.reward.policy is strict; must be one of " + NamedPolicy.names(), refused.getMessage());
    }

    @Test
    void rewards_of_ones_own_have_names_of_ones_own() {
        var custom = with(
                        "reward.custom.brevity={ provider=acme.Brevity, weight=0.5, threads=1, timeout=2s }",
                        "reward.custom.brevity.options.words=50",
                        "reward.weights.accuracy=0")
                .reward()
                .custom();
        assertEquals(
                Map.of(
                        "brevity",
                        new Settings.Reward.Custom(
                                "acme.Brevity", 0.5, 1, Duration.ofSeconds(2), Map.of("words", "50"))),
                custom);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "grpo.group-size=many | mathesis.grpo.group-size is many (--set); must be a whole number",
                "grpo.group-size=2.5 | mathesis.grpo.group-size is 2.5 (--set); must be a whole number",
                "grpo.group-size=1 | mathesis.grpo.group-size is 1; a group needs 2 solutions to compare",
                "optimizer.beta1=1 | mathesis.optimizer.beta1 is 1.0; must lie in [0, 1)",
                "grpo.averaging=median | mathesis.grpo.averaging is median (--set); must be one of "
                        + "tokens-then-responses, tokens, constant",
                "cluster.roles=[cook] | mathesis.cluster.roles is [cook] (--set); must be one of "
                        + "rollout, reward, learner, mining",
                "reward.timeout=soon | mathesis.reward.timeout is soon (--set); must be a time such as 500ms, 30s or 10m",
                "prompt.template=why? | mathesis.prompt.template is why?; must contain {question}",
                "grpo.grop-size=4 | no setting is named mathesis.grpo.grop-size; did you mean mathesis.grpo.group-size?",
                "group-size=4 | no setting is named mathesis.group-size; did you mean mathesis.grpo.group-size?",
                "reward.custom.x={ provider=a, weight=1, threads=1 } | mathesis.reward.custom.x.timeout has no value",
                "reward.custom.x.wait=1 | no setting is named mathesis.reward.custom.x.wait; did you mean "
                        + "mathesis.reward.custom.*.weight?",
                "reward.weights.accuracy=0 | mathesis.reward.weights is 0 throughout; one reward must count, or every "
                        + "solution is paid the same",
                "tool.rounds=0 | mathesis.tool.rounds is 0; must be 1 or more",
                "tool.timeout=1500ms | mathesis.tool.timeout is PT1.5S; must be whole seconds, 1 or more",
                "mining.classifier.dim=0 | mathesis.mining.classifier.dim is 0; must lie in [1, 4096]",
                "mining.stop-when-known=0 | mathesis.mining.stop-when-known is 0.0; must lie in (0, 1]; 1 stops only "
                        + "when nothing new was found",
                "mining.domains.annotation=rules | mathesis.mining.domains.rules is empty; must name a file when "
                        + "domains.annotation is rules",
                "mining.domains.annotation=ask | mathesis.mining.domains.annotation is ask (--set); must be one of "
                        + "wait, rules, none",
                "mining.dedup.band=3 | no setting is named mathesis.mining.dedup.band; did you mean "
                        + "mathesis.mining.dedup.bands?",
                "miners.attempts=0 | mathesis.miners.attempts is 0; must be 1 or more",
                "tool.memory-mib=64 | mathesis.tool.memory-mib is 64; must be 256 or more for Python's libraries",
                "grpo.group-size | 'grpo.group-size' is no setting; write key=value",
            })
    void what_is_wrong_is_named_with_its_value_and_the_rule(String override, String message) {
        assertEquals(
                message,
                assertThrows(SettingsException.class, () -> with(override)).getMessage());
    }

    @Test
    void a_block_of_a_file_that_nobody_knows_is_refused() throws IOException {
        var file = folder.resolve("run.conf");
        Files.writeString(file, "grpo { group-size = 8 }");
        var refused = assertThrows(SettingsException.class, () -> Settings.load(Optional.of(file), List.of()));
        assertEquals("settings stand in a block mathesis or pekko, not in grpo", refused.getMessage());
    }

    private static Settings with(String... overrides) {
        return Settings.load(Optional.empty(), List.of(overrides));
    }
}
