package mathesis.actors.rl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.actors.Settings;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.actors.rl.RolloutWorker.Deal;
import mathesis.actors.rl.RolloutWorker.Solve;
import mathesis.actors.rl.StepMetrics.LostGroup;
import mathesis.engine.PolicyVersion;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grader;
import mathesis.rollout.Group;
import mathesis.rollout.Problem;
import mathesis.rollout.SampleRequest;
import mathesis.rollout.Sampler;
import mathesis.rollout.SamplingParams;
import mathesis.rollout.tool.Tools;

/// Draws groups and greedy solutions from the policies on a shelf. Belongs to one thread at a time.
final class SolutionSampling {
    /// @param lost problems whose prompt leaves no room for a solution
    record Drawn(List<Group> groups, List<LostGroup> lost) {
        List<String> groupIds() {
            return groups.stream().map(Group::id).toList();
        }
    }

    private final PolicyShelf shelf;
    private final Tokenizer tokenizer;
    private final PromptWriter prompts;
    private final SamplingParams drawing;
    private final SamplingParams solving;
    private final long seed;
    private final int rows;
    private final int evaluationRows;
    private final Grader grader;
    private final Timeline timeline;
    private final Optional<Tools> tools;

    /// @param grader   for evaluations; groups for training are graded elsewhere
    /// @param timeline told when this works
    /// @param tools    for solutions that call programs, those of evaluations too
    SolutionSampling(
            PolicyShelf shelf,
            PretrainedModel model,
            Settings settings,
            Grader grader,
            Timeline timeline,
            Optional<Tools> tools) {
        this.shelf = shelf;
        this.tokenizer = model.tokenizer();
        this.prompts = new PromptWriter(settings.prompt(), tokenizer);
        this.drawing = StopTokens.params(settings.sampling(), model);
        this.solving = SamplingParams.greedy(settings.evaluation().longest(settings.sampling()), drawing.stopTokens());
        this.seed = settings.seed();
        this.rows = settings.rollout().decodeRows();
        this.evaluationRows = settings.evaluation().batch();
        this.grader = grader;
        this.timeline = timeline;
        this.tools = tools;
    }

    Optional<PolicyVersion> newestVersion() {
        return shelf.newest();
    }

    /// Samples a group for each problem.
    Drawn draw(Deal deal) {
        try (var _ = timeline.span(Phase.SAMPLE);
                var lease = shelf.lease(deal.version())) {
            int context = lease.policy().config().contextLength();
            var requests = new ArrayList<SampleRequest>();
            var lost = new ArrayList<LostGroup>();
            for (var ticket : deal.tickets()) {
                int[] prompt = prompts.tokens(ticket.problem());
                if (fits(prompt, drawing, context)) {
                    requests.add(request(ticket, prompt, lease.version()));
                } else {
                    lost.add(new LostGroup(ticket.groupId(), tooLong(ticket.problem(), prompt, context)));
                }
            }
            var sampler = new Sampler(lease.policy(), tokenizer, drawing, seed, rows, tools);
            return new Drawn(sampler.sample(requests), List.copyOf(lost));
        }
    }

    /// Solves each problem greedily, with the weights as the learner has them, and grades the solution. One whose
    /// prompt is too long counts as not solved.
    List<Solution> solve(Solve solve) {
        try (var _ = timeline.span(Phase.EVALUATE);
                var lease = shelf.lease(solve.version())) {
            int context = lease.policy().config().contextLength();
            var requests = new ArrayList<SampleRequest>();
            var solutions = new ArrayList<Solution>();
            for (var problem : solve.problems()) {
                int[] prompt = prompts.tokens(problem);
                solutions.add(new Solution(problem, "", "", false));
                if (fits(prompt, solving, context)) {
                    String place = String.valueOf(solutions.size() - 1);
                    requests.add(new SampleRequest(place, 0, problem, prompt, 1, 0, lease.version()));
                }
            }
            var sampler = new Sampler(lease.exactPolicy(), tokenizer, solving, seed, evaluationRows, tools);
            for (var group : sampler.sample(requests)) {
                solutions.set(Integer.parseInt(group.id()), graded(group));
            }
            return List.copyOf(solutions);
        }
    }

    private static SampleRequest request(Ticket ticket, int[] prompt, PolicyVersion version) {
        return new SampleRequest(
                ticket.groupId(), ticket.step(), ticket.problem(), prompt, ticket.samples(), ticket.round(), version);
    }

    private static boolean fits(int[] prompt, SamplingParams params, int context) {
        return prompt.length > 0 && prompt.length + params.maxNewTokens() <= context;
    }

    private String tooLong(Problem problem, int[] prompt, int context) {
        return prompt.length == 0
                ? "the prompt of problem " + problem.id() + " is empty"
                : "the prompt of problem " + problem.id() + " has " + prompt.length + " tokens; with "
                        + drawing.maxNewTokens() + " new ones it does not fit the model's context of " + context;
    }

    private Solution graded(Group group) {
        String text = group.completions().getFirst().text();
        return switch (grader.grade(group).grades().getFirst()) {
            case OutcomeGrade grade -> new Solution(group.problem(), text, grade.answer(), grade.correct());
            default -> new Solution(group.problem(), text, "", false);
        };
    }
}
