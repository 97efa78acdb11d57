package mathesis.actors.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mathesis.engine.WeightFormat;
import mathesis.reward.Grade;
import mathesis.reward.GradedGroup;
import mathesis.reward.metrics.SampleStatistics;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;

/// The figures of an evaluation, as a table, as JSON and with every solution.
///
/// @param greedy     one solution a problem
/// @param drawn      `samples` solutions a problem; empty when none were drawn
/// @param ofGreedy   figures of the greedy solutions
/// @param ofDrawn    figures of the samples
/// @param samples    K
/// @param weights    what the model's matrices were multiplied as
/// @param leftOut    problems whose prompt the model cannot take
/// @param tool       whether solutions could call programs
/// @param seconds    wall-clock time of everything
record EvaluationReport(
        List<GradedGroup> greedy,
        List<GradedGroup> drawn,
        SampleStatistics ofGreedy,
        SampleStatistics ofDrawn,
        int samples,
        WeightFormat weights,
        int leftOut,
        boolean tool,
        double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Lines to print.
    List<String> table() {
        var table = TextTable.ofNumbers("", "accuracy", "+/-").row(row("greedy", ofGreedy.mean(), ofGreedy.problems()));
        if (samples > 0) {
            table.row(row("mean@" + samples, ofDrawn.mean(), ofDrawn.problems()));
            table.row(row("pass@" + samples, ofDrawn.passAtK(), ofDrawn.problems()));
            table.row(row("majority@" + samples, ofDrawn.majority(), ofDrawn.problems()));
        }
        String summary = String.format(
                Locale.ROOT,
                "%,d problems (%,d without a usable answer, %,d with a prompt too long, left out), %,d tokens,"
                        + " %.0f %% of greedy solutions ended by themselves, %s weights, %.1f s",
                ofGreedy.problems(),
                ofGreedy.unscorable(),
                leftOut,
                tokens(),
                100 * finishedShare(),
                ModelOptions.name(weights),
                seconds);
        var lines = new ArrayList<>(table.lines());
        lines.add(summary);
        if (tool) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d programs were run, %,d of them failed; %,d solutions are left out because theirs could not be",
                    programs(),
                    failedPrograms(),
                    broken()));
        }
        return lines;
    }

    /// The same figures; shares lie in [0, 1].
    String json() {
        var json = JSON.createObjectNode()
                .put("problems", ofGreedy.problems())
                .put("unscorable", ofGreedy.unscorable())
                .put("left_out", leftOut)
                .put("greedy_accuracy", ofGreedy.mean())
                .put("samples", samples);
        if (samples > 0) {
            json.put("mean_at_k", ofDrawn.mean())
                    .put("pass_at_k", ofDrawn.passAtK())
                    .put("majority_at_k", ofDrawn.majority());
        }
        if (tool) {
            json.put("programs", programs())
                    .put("failed_programs", failedPrograms())
                    .put("tool_broken", broken());
        }
        json.put("finished_share", finishedShare())
                .put("tokens_sampled", tokens())
                .put("seconds", seconds);
        return ModelOptions.mark(json, weights).toString();
    }

    /// One problem a line: `{"id","question","answer","greedy":{...},"samples":[...]}`.
    void writeSolutions(JsonLinesWriter writer) throws IOException {
        for (int i = 0; i < greedy.size(); i++) {
            var problem = greedy.get(i).group().problem();
            var line = JsonLinesWriter.answer(problem.id())
                    .put("question", problem.question())
                    .put("answer", problem.answer());
            line.set("greedy", solutions(greedy.get(i)).get(0));
            if (samples > 0) {
                line.set("samples", solutions(drawn.get(i)));
            }
            writer.write(ModelOptions.mark(line, weights));
        }
    }

    private static ArrayNode solutions(GradedGroup graded) {
        var solutions = JSON.createArrayNode();
        for (int i = 0; i < graded.grades().size(); i++) {
            var completion = graded.group().completions().get(i);
            var solution = solutions
                    .addObject()
                    .put("text", completion.text())
                    .put("finish", completion.finish().name().toLowerCase(Locale.ROOT));
            if (completion.tool().calls() > 0) {
                solution.put("programs", completion.tool().calls());
            }
            addVerdict(solution, graded.grades().get(i));
        }
        return solutions;
    }

    private static void addVerdict(ObjectNode solution, Grade grade) {
        switch (grade) {
            case Grade.OutcomeGrade outcome ->
                solution.put("found", outcome.answer()).put("correct", outcome.correct());
            case Grade.ProcessGrade process -> solution.put("correct", process.correct());
            case Grade.Unscorable unscorable -> solution.put("unscorable", unscorable.reason());
            case Grade.Failed failed -> solution.put("failed", failed.reason());
        }
    }

    /// A share with the standard error of a mean over independent problems.
    private static String[] row(String name, double share, int problems) {
        double error = Math.sqrt(share * (1 - share) / Math.max(1, problems));
        return new String[] {name, percent(share), percent(error)};
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private double finishedShare() {
        return completions(greedy)
                        .filter(completion -> completion.finish() == Finish.STOP)
                        .count()
                / (double) Math.max(1, greedy.size());
    }

    private long tokens() {
        return all().mapToLong(Completion::ownLength).sum();
    }

    private long programs() {
        return all().mapToLong(completion -> completion.tool().calls()).sum();
    }

    private long failedPrograms() {
        return all().mapToLong(completion -> completion.tool().failedPrograms()).sum();
    }

    private long broken() {
        return all().filter(completion -> completion.finish() == Finish.FAILED).count();
    }

    private Stream<Completion> all() {
        return Stream.concat(completions(greedy), completions(drawn));
    }

    private static Stream<Completion> completions(List<GradedGroup> groups) {
        return groups.stream().flatMap(graded -> graded.group().completions().stream());
    }
}
