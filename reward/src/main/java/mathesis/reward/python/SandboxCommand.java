package mathesis.reward.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of one sandbox. The scripts travel as arguments: no program can reach a file of theirs.
final class SandboxCommand {
    static final String INSTALL = "install bubblewrap and Python 3 (Debian: apt-get install bubblewrap python3"
            + " python3-sympy python3-numpy)";

    private static final Path BWRAP = Path.of("/usr/bin/bwrap");
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private static final List<String> NAMESPACES =
            List.of("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL");
    private static final List<String> ENVIRONMENT = List.of(
            "--clearenv",
            "--setenv",
            "LC_ALL",
            "C.UTF-8",
            "--setenv",
            "PYTHONHASHSEED", // sets come out in the same order everywhere
            "0",
            "--setenv",
            "OPENBLAS_NUM_THREADS", // a process with threads could not be cloned
            "1",
            "--setenv",
            "OMP_NUM_THREADS",
            "1");
    private static final List<String> FILES = List.of(
            "--ro-bind",
            "/usr",
            "/usr",
            "--symlink",
            "usr/lib",
            "/lib",
            "--symlink",
            "usr/lib64",
            "/lib64",
            "--symlink",
            "usr/bin",
            "/bin",
            "--dir",
            "/etc",
            "--ro-bind-try", // Debian finds NumPy's BLAS through it
            "/etc/alternatives",
            "/etc/alternatives",
            "--dir",
            "/dev",
            "--dev-bind",
            "/dev/null",
            "/dev/null",
            "--dev-bind",
            "/dev/urandom",
            "/dev/urandom",
            "--remount-ro",
            "/",
            "--chdir",
            "/",
            "--uid",
            "65534",
            "--gid",
            "65534");

    private SandboxCommand() {}

    /// @param socket where the server is to connect to
    /// @throws SandboxUnavailableException when a program that it needs is missing
    static List<String> of(Path socket, PythonLimits limits) {
        for (var program : List.of(BWRAP, PRLIMIT, PYTHON)) {
            if (!Files.isExecutable(program)) {
                throw new SandboxUnavailableException(
                        program + " is missing, and programs are run in a sandbox or not at all; " + INSTALL);
            }
        }
        var command = new ArrayList<String>();
        command.addAll(List.of(PYTHON.toString(), "-I", "-c", script("launch.py"), socket.toString()));
        command.add(BWRAP.toString());
        command.addAll(NAMESPACES);
        command.addAll(ENVIRONMENT);
        command.addAll(FILES);
        command.addAll(List.of(PRLIMIT.toString(), "--core=0", "--nofile=64", "--fsize=0", "--"));
        command.addAll(List.of(PYTHON.toString(), "-s", "-B", "-c", script("server.py")));
        command.add(Long.toString(limits.cpu().toSeconds()));
        command.add(Double.toString(limits.wall().toMillis() / 1e3));
        command.add(Long.toString(limits.memoryBytes()));
        command.add(Integer.toString(limits.outputBytes()));
        return command;
    }

    private static String script(String name) {
        try (var stream = SandboxCommand.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
