package mathesis.reward.suite;

import java.util.List;

/// The paper's grader under its names.
final class DeepSeekPolicies {
    static final List<NamedPolicy> ALL = List.of(
            of("deepseek-compatible", "the paper's grader with its quirks, as it treats MATH", DeepSeekSuite.MATH),
            of("deepseek-gsm8k", "the same for GSM8K, MGSM and CMATH zero-shot", DeepSeekSuite.GSM8K),
            of("deepseek-gsm8k-few-shot", "the same for GSM8K few-shot", DeepSeekSuite.GSM8K_FEW_SHOT),
            of("deepseek-cmath", "the same for CMATH few-shot", DeepSeekSuite.CMATH),
            of("deepseek-gaokao-cloze", "the same for Gaokao, free answers", DeepSeekSuite.GAOKAO_CLOZE),
            of("deepseek-gaokao-qa", "the same for Gaokao, choices", DeepSeekSuite.GAOKAO_QA),
            of("deepseek-sat", "the same for SAT and MMLU", DeepSeekSuite.SAT),
            of("deepseek-ocw", "the same for OCW courses", DeepSeekSuite.OCW));

    private DeepSeekPolicies() {}

    private static NamedPolicy of(String name, String description, DeepSeekSuite suite) {
        return NamedPolicy.of(name, description, () -> new DeepSeekJudge(suite));
    }
}
