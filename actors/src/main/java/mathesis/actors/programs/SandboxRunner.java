package mathesis.actors.programs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import mathesis.reward.python.ProgramResult;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Raised;
import mathesis.reward.python.ProgramResult.Stopped;
import mathesis.rollout.tool.ProgramOutput;
import mathesis.rollout.tool.ProgramRunner;

/// Runs the programs of completions in sandboxes, all programs of a completion as one.
///
/// @param sandboxes closed by their owner
public record SandboxRunner(SandboxThreads sandboxes) implements ProgramRunner {
    /// Printed where the last program begins: what stands before it is not shown.
    static final String LAST_BEGINS = "<mathesis: the last program begins>";

    @Override
    public CompletableFuture<ProgramOutput> run(List<String> programs) {
        return sandboxes.run(joined(programs)).thenApply(result -> output(result, programs.size() > 1));
    }

    private static String joined(List<String> programs) {
        if (programs.size() == 1) {
            return programs.getFirst();
        }
        var earlier = String.join("\n", programs.subList(0, programs.size() - 1));
        return earlier + "\nprint('" + LAST_BEGINS + "')\n" + programs.getLast();
    }

    /// What it printed; where that is nothing, what it has for an answer. Of an error the last line. How far a stopped
    /// program came depends on the machine, so what it printed is not shown.
    ///
    /// @param several whether others ran before it
    static ProgramOutput output(ProgramResult result, boolean several) {
        return switch (result) {
            case Finished finished -> new ProgramOutput(said(finished, several), false);
            case Raised raised -> new ProgramOutput(raised.error(), true);
            case Stopped stopped -> new ProgramOutput(stopped.limit().label(), true);
        };
    }

    /// A program that says nothing has the last line for an answer that was printed before it.
    private static String said(Finished finished, boolean several) {
        int begins = finished.stdout().lastIndexOf(LAST_BEGINS);
        if (several && begins < 0) {
            return ""; // an earlier one ended the interpreter
        }
        int from = begins < 0 ? 0 : begins + LAST_BEGINS.length();
        var printed = finished.stdout().substring(from);
        return printed.isBlank()
                ? finished.value().filter(value -> !value.equals(LAST_BEGINS)).orElse("")
                : printed;
    }
}
