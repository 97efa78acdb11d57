package mathesis.actors.rl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.engine.tensor.OffHeap;
import mathesis.learner.StepReport;

/// A step as `metrics.jsonl` and `trained.jsonl` have it. Names follow TRL and verl where these have one.
final class MetricsLine {
    static final String STEP = "step";
    static final String SECONDS = "step_time";
    static final String SAMPLED = "tokens_sampled";
    static final String TRAINED = "tokens_trained";
    static final String GROUPS = "groups";
    static final String LOST = "groups_lost";

    private MetricsLine() {}

    /// Everything measured.
    static Map<String, Object> metrics(StepMetrics metrics, double elapsed, OptionalDouble heldOutAccuracy) {
        var line = new LinkedHashMap<String, Object>();
        line.put(STEP, metrics.step());
        metrics.report().ifPresent(report -> put(line, report));
        metrics.trouble().ifPresent(reason -> line.put("trained_nothing_because", reason));
        heldOutAccuracy.ifPresent(accuracy -> line.put("held_out_accuracy", accuracy));
        line.put(GROUPS, metrics.trained().size());
        line.put(LOST, metrics.lost().size());
        line.put(SAMPLED, metrics.tokensSampled());
        line.put(TRAINED, metrics.tokensTrained());
        line.put(SECONDS, metrics.seconds());
        line.put("elapsed_time", elapsed);
        line.put("engine_memory_peak_bytes", OffHeap.peakBytes());
        for (var phase : Phase.values()) {
            line.put("timing_s/" + phase.label(), metrics.phases().getOrDefault(phase, 0.0));
        }
        return line;
    }

    /// Which groups the step trained on, and which it did without.
    static Map<String, Object> trained(StepMetrics metrics) {
        var line = new LinkedHashMap<String, Object>();
        line.put(STEP, metrics.step());
        line.put("groups", metrics.trained());
        var lost = new LinkedHashMap<String, String>();
        for (LostGroup group : metrics.lost()) {
            lost.put(group.groupId(), group.reason());
        }
        line.put("lost", lost);
        metrics.trouble().ifPresent(reason -> line.put("trained_nothing_because", reason));
        return line;
    }

    private static void put(Map<String, Object> line, StepReport report) {
        line.put("reward", report.rewardMean());
        line.put("reward_std", report.rewardStd());
        report.rewards().rewards().forEach((name, spread) -> {
            line.put("rewards/" + name + "/mean", spread.mean());
            line.put("rewards/" + name + "/std", spread.deviation());
        });
        report.rewards().verdicts().forEach((verdict, count) -> line.put("verdicts/" + verdict, count));
        line.put("frac_reward_zero_std", report.zeroStdShare());
        line.put("accuracy", report.correctShare());
        line.put("loss", report.loss());
        line.put("kl", report.klToReference());
        line.put("ppo_kl", report.klToSampler());
        line.put("entropy", report.entropy());
        line.put("kl_k1", report.klToReferenceK1());
        line.put("kl_k2", report.klToReferenceK2());
        line.put("clip_fraction", report.clipFraction());
        line.put("clip_fraction/low", report.clipFractionLow());
        line.put("clip_fraction/high", report.clipFractionHigh());
        line.put("clip_fraction/dual", report.clipFractionDual());
        line.put("grad_norm", report.gradientNorm());
        line.put("updates", report.updates());
        line.put("completions/mean_length", report.completionLengthMean());
        line.put("completions/finished_ratio", report.finishedShare());
        line.put("tools/call_frequency", report.toolCallFrequency());
        line.put("tools/failure_frequency", report.toolFailureFrequency());
        line.put("completions/unscored", report.unscored());
        line.put("completions/skipped", report.skipped());
        line.put("sampling/sampling_logp_difference/mean", report.learnerSamplerGapMean());
        line.put("sampling/sampling_logp_difference/max", report.learnerSamplerGapMax());
    }
}
