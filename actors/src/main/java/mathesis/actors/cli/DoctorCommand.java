package mathesis.actors.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `mathesis doctor`: what this machine offers and what is missing.
@Command(name = "doctor", description = "Check what this machine offers and what is missing.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<MachineCheck> checks = MachineCheck.all();
        var table = TextTable.ofWords();
        for (var check : checks) {
            table.row(check.verdict().label(), check.name(), check.detail());
        }
        var out = spec.commandLine().getOut();
        table.lines().forEach(out::println);
        return checks.stream().anyMatch(check -> check.verdict() == MachineCheck.Verdict.MISSING)
                ? CommandLines.FAILED
                : CommandLines.DONE;
    }
}
