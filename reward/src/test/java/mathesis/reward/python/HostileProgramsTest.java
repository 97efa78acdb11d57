package mathesis.reward.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.Optional;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Raised;
import mathesis.reward.python.ProgramResult.Stopped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each program is held, and the one after it runs as if nothing had been.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileProgramsTest {
    private static final PythonLimits LIMITS =
            new PythonLimits(Duration.ofSeconds(1), Duration.ofSeconds(60), 512L << 20, 1 << 16);

    private static PythonSandbox sandbox;

    @BeforeAll
    static void open() {
        try {
            sandbox = new PythonSandbox(LIMITS);
        } catch (SandboxUnavailableException e) {
            System.err.println("SKIPPED: " + HostileProgramsTest.class.getSimpleName() + ": " + e.getMessage());
            abort(e.getMessage());
        }
    }

    @AfterAll
    static void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            endless loop            | CPU_TIME   | while True: pass
            huge power              | CPU_TIME   | 9**9**9
            memory bomb             | MEMORY     | x = [0] * 10**9
            slow memory bomb        | MEMORY     | "x = []\nwhile True: x.append(bytes(10**6))"
            endless print           | OUTPUT     | while True: print('x' * 1000)
            giant print             | OUTPUT     | print('x' * 10**7)
            printing past the limit | OUTPUT     | import sys; sys.stdout.buffer.write(bytes(10**6))
            """)
    void a_limit_stops_it(String name, ProgramResult.Limit limit, String program) {
        var result = run(program);

        assertEquals(
                limit,
                assertInstanceOf(Stopped.class, result, result.toString()).limit());
        assertTrue(result.stdout().length() <= LIMITS.outputBytes());
        theNextProgramIsUnaffected();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "import time; time.sleep(1000)",
                "import signal, time\n[signal.signal(s, signal.SIG_IGN) for s in range(1, 32) if s not in (9, 19)]\n"
                        + "time.sleep(1000)"
            })
    void the_clock_stops_what_does_not_compute(String program) {
        var limits = new PythonLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), 512L << 20, 1 << 16);
        try (var impatient = new PythonSandbox(limits)) {
            var result = impatient.run(program);

            assertEquals(
                    ProgramResult.Limit.WALL_CLOCK,
                    assertInstanceOf(Stopped.class, result, result.toString()).limit());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            fork bomb                 | PermissionError    | "import os\nwhile True: os.fork()"
            clone by hand             | AssertionError     | import ctypes; assert ctypes.CDLL(None).syscall(56, 0x30000011, 0, 0, 0, 0) >= 0
            thread                    | RuntimeError       | import threading; threading.Thread(target=print).start()
            another program           | PermissionError    | import subprocess; subprocess.run(['/bin/ls'])
            exec                      | PermissionError    | import os; os.execv('/bin/ls', ['ls'])
            file write                | FileNotFoundError  | open('/tmp/x', 'w')
            file write in the root    | OSError            | open('/x', 'w')
            file write in /usr        | OSError            | open('/usr/lib/x', 'w')
            file of the machine       | FileNotFoundError  | open('/etc/passwd')
            home                      | FileNotFoundError  | import os; os.listdir('/root')
            processes                 | FileNotFoundError  | import os; os.listdir('/proc')
            socket                    | PermissionError    | import socket; socket.socket()
            name of a host            | gaierror           | import socket; socket.gethostbyname('example.org')
            more memory               | ValueError         | import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
            limits of others          | PermissionError    | import resource; resource.prlimit(2, resource.RLIMIT_CPU, (1, 1))
            killing the parent        | ProcessLookupError | import os; os.kill(2, 9)
            a number too long to print | ValueError        | print(10**5000)
            deep recursion            | RecursionError     | "def f(n): return f(n + 1)\nf(0)"
            exit status               | SystemExit: 2      | exit(2)
            value too long            | Unwritable         | ans = 'x' * 10**6
            value without text        | ZeroDivisionError  | "class A:\n  def __str__(self): 1/0\nans = A()"
            shared memory in a file   | PermissionError    | import os; os.memfd_create('x')
            input                     | EOFError           | input()
            """)
    void it_raises(String name, String error, String program) {
        var result = run(program);

        var raised = assertInstanceOf(Raised.class, result, result.toString());
        assertTrue(raised.traceback().contains(error), raised.traceback());
        theNextProgramIsUnaffected();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "import os; os._exit(0)",
                "import os; os._exit(7)",
                "import os; os.abort()",
                "import ctypes; ctypes.string_at(0)",
                "import os; os.closerange(0, 100)",
                "import sys\nsys.setrecursionlimit(10**9)\nexec('(' * 99 + ')' * 99)\nimport ctypes; ctypes.string_at(1)",
            })
    void it_ends_without_a_result(String program) {
        assertInstanceOf(Raised.class, run(program));
        theNextProgramIsUnaffected();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "import os\nfor p in range(-1, 200):\n  try: os.kill(p, 9)\n  except OSError: pass",
                "import os, signal\ntry: os.killpg(0, signal.SIGKILL)\nexcept OSError: pass",
                "import os\nfor p in range(-1, 200):\n  try: os.setpgid(0, p); os.killpg(0, 9)\n  except OSError: pass",
                "raise SystemExit",
                "import sys; sys.stdout.close()",
                "import sys; sys.stdout = None",
                "import os; os.close(1)",
                "import builtins; builtins.print = None; builtins.str = None; builtins.len = None",
                "import os; os.write = None; os._exit = None",
                "import fcntl, os\nfcntl.fcntl(1, fcntl.F_SETOWN, -1)\nfcntl.fcntl(1, fcntl.F_SETFL, os.O_ASYNC)",
            })
    void what_it_may_do_reaches_no_other(String program) {
        run(program);
        theNextProgramIsUnaffected();
    }

    @Test
    void forged_replies_are_its_own_result_at_most() {
        var forged = run("""
                import os, struct
                reply = struct.pack('>4sBBIII', b'MPR1', ord('V'), 0, 1, 0, 2) + b'42'
                for fd in range(64):
                    for _ in range(50):
                        try: os.write(fd, reply)
                        except OSError: break
                """);

        assertTrue(forged instanceof Finished || forged instanceof Raised || forged instanceof Stopped);
        assertTrue(forged.stdout().length() <= LIMITS.outputBytes());
        theNextProgramIsUnaffected();
    }

    @Test
    void nothing_of_a_program_is_left_for_the_next() {
        run("import builtins, math, random, sympy; builtins.leak = 1; math.pi = 3; random.seed(9); sympy.pi = 3");

        assertEquals(
                Optional.of("(False, 3.141592653589793)"),
                ((Finished) run("import builtins, math\nans = (hasattr(builtins, 'leak'), math.pi)")).value());
    }

    private static ProgramResult run(String program) {
        return sandbox.run(program.replace("\\n", "\n"));
    }

    private static void theNextProgramIsUnaffected() {
        var next = run("import math\nprint('x')\nans = math.factorial(5)");
        assertEquals(
                Optional.of("120"),
                assertInstanceOf(Finished.class, next, next.toString()).value());
        assertEquals("x\n", next.stdout());
    }
}
