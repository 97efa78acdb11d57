package mathesis.bench.grade;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Limit;
import mathesis.reward.python.ProgramResult.Raised;
import mathesis.reward.python.ProgramResult.Stopped;
import mathesis.reward.python.PythonLimits;
import mathesis.reward.python.PythonSandbox;
import mathesis.reward.python.SandboxUnavailableException;

/// Programs that models wrote, in the sandbox: the same values as elsewhere, how fast, and what hostile ones can do.
final class ProgramFigures {
    private static final double LEAST_PERCENT = 99.5;
    private static final double LEAST_PROGRAMS = 150;
    private static final int WARM_UPS = 50;

    private ProgramFigures() {}

    static List<Figures> of(GradeData data, Pace pace) {
        return List.of(
                new Figures(
                        "programs",
                        () -> data.rows(
                                "grader-dev/pot_programs.jsonl",
                                PotProgram::read,
                                programs -> inSandbox(PythonLimits.DEFAULT, sandbox -> run(sandbox, programs)))),
                new Figures(
                        "hostile programs",
                        () -> inSandbox(
                                PythonLimits.of(Duration.ofSeconds(1), 512L << 20),
                                sandbox -> List.of(hostile(sandbox)))));
    }

    private static List<Row> inSandbox(PythonLimits limits, Function<PythonSandbox, List<Row>> figures) {
        try (var sandbox = new PythonSandbox(limits)) {
            return figures.apply(sandbox);
        } catch (SandboxUnavailableException e) {
            return List.of(Row.counted("programs", Double.NaN, "absent").note(e.getMessage()));
        }
    }

    private static List<Row> run(PythonSandbox sandbox, List<PotProgram> programs) {
        var agreement = new Agreement();
        programs.stream().limit(WARM_UPS).forEach(program -> sandbox.run(program.code()));
        long start = System.nanoTime();
        for (var program : programs) {
            agreement.add(program.id(), true, program.agrees(sandbox.run(program.code())));
        }
        double rate = programs.size() / ((System.nanoTime() - start) / 1e9);
        var values =
                agreement.rows("values of programs", LEAST_PERCENT).stream().limit(1);
        var speed = Row.counted("programs, one at a time", rate, "/s")
                .against("bar", LEAST_PROGRAMS)
                .bar(new Bar.AtLeast(LEAST_PROGRAMS, false))
                .note("on the clock; needs a core that is free");
        var forks = ForkRate.measure();
        return Stream.concat(
                        values,
                        forks.isEmpty()
                                ? Stream.of(speed)
                                : Stream.of(
                                        speed,
                                        Row.counted("the same against bare forks of Python", rate, "/s")
                                                .against("forks", forks.getAsDouble())
                                                .note("forks: Python with NumPy and SymPy forked, the child exits at"
                                                        + " once, no sandbox")))
                .toList();
    }

    private static Row hostile(PythonSandbox sandbox) {
        var all = HostileProgram.all();
        var broken = all.stream()
                .filter(program -> !isHeld(sandbox, program))
                .map(HostileProgram::name)
                .toList();
        return Row.counted("hostile programs held, the next one right", all.size() - broken.size(), "of " + all.size())
                .against("bar", all.size())
                .bar(new Bar.AtLeast(all.size(), false))
                .note(String.join(", ", broken));
    }

    private static boolean isHeld(PythonSandbox sandbox, HostileProgram program) {
        boolean held = program.isHeld(sandbox.run(program.code()));
        return held
                && sandbox.run("import math; ans = math.factorial(5)") instanceof Finished next
                && next.value().filter("120"::equals).isPresent();
    }

    /// A program with what has to become of it.
    ///
    /// @param limit the limit that stops it; it raises where there is none
    private record HostileProgram(String name, String code, List<Limit> limit) {
        static List<HostileProgram> all() {
            return List.of(
                    new HostileProgram("endless loop", "while True: pass", List.of(Limit.CPU_TIME)),
                    new HostileProgram("memory bomb", "x = [0] * 10**9", List.of(Limit.MEMORY)),
                    new HostileProgram("endless print", "while True: print('x' * 1000)", List.of(Limit.OUTPUT)),
                    new HostileProgram("fork bomb", "import os\nwhile True: os.fork()", List.of()),
                    new HostileProgram("file to read", "open('/etc/passwd')", List.of()),
                    new HostileProgram("file to write", "open('/tmp/x', 'w')", List.of()),
                    new HostileProgram("network", "import socket; socket.socket()", List.of()),
                    new HostileProgram("killing the server", "import os; os.kill(2, 9)", List.of()));
        }

        boolean isHeld(mathesis.reward.python.ProgramResult result) {
            return switch (result) {
                case Stopped stopped -> limit.contains(stopped.limit());
                case Raised _ -> limit.isEmpty();
                case Finished _ -> false;
            };
        }
    }
}
