package mathesis.reward.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.Optional;
import mathesis.reward.python.ProgramResult.Finished;
import mathesis.reward.python.ProgramResult.Raised;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PythonSandboxTest {
    private static PythonSandbox sandbox;

    @BeforeAll
    static void open() {
        try {
            sandbox = new PythonSandbox(PythonLimits.DEFAULT);
        } catch (SandboxUnavailableException e) {
            System.err.println("SKIPPED: " + PythonSandboxTest.class.getSimpleName() + ": " + e.getMessage());
            abort(e.getMessage());
        }
    }

    @AfterAll
    static void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ans = 2**100                                   | 1267650600228229401496703205376
            answer = 7 / 2                                 | 3.5
            ans = 0.1 + 0.2                                | 0.30000000000000004
            from fractions import Fraction; ans = Fraction(6, 8)        | 3/4
            from decimal import Decimal; ans = Decimal('1.10')          | 1.10
            ans = [1, (2,), {3: 'x'}, {6, 5}]              | [1, (2,), {3: x}, {5, 6}]
            ans = True                                     | True
            ans = 1e400                                    | inf
            ans = 'x'                                      | x
            def solver(): return 5                         | 5
            def solution(): return 6                       | 6
            print(1); print(2)                             | 2
            print(1); ans = 3                              | 3
            ans = 3; solver = lambda: 4                    | 3
            def solver(): print(9)                         | 9
            ans = None; print(8)                           | 8
            print('a'); exit()                             | a
            ans = 4; exit(0)                               | 4
            """)
    void the_value_of_a_program_is_its_answer_or_its_functions_or_its_last_line(String program, String value) {
        assertEquals(Optional.of(value), finished(program).value());
    }

    @Test
    void a_program_that_says_nothing_has_no_value() {
        assertEquals(Optional.empty(), finished("x = 1").value());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ans = np.float64(1.5)             | 1.5
            ans = np.float32(0.1)             | 0.10000000149011612
            ans = np.int64(7)                 | 7
            ans = np.array([3])               | 3
            ans = np.arange(4).reshape(2, 2)  | [[0, 1], [2, 3]]
            """)
    void numbers_of_numpy_are_written_as_numbers(String program, String value) {
        assumeFalse(sandbox.versions().numpy().isEmpty(), "NumPy is not installed");
        assertEquals(
                Optional.of(value), finished("import numpy as np\n" + program).value());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ans = Rational(6, 8)                    | 3/4
            ans = solve(x**2 - 3*x + 2, x)          | [1, 2]
            ans = integrate(sin(x)**2, (x, 0, pi))  | pi/2
            """)
    void what_sympy_computes_is_exact(String program, String value) {
        assumeFalse(sandbox.versions().sympy().isEmpty(), "SymPy is not installed");
        assertEquals(
                Optional.of(value),
                finished("from sympy import *\nx = symbols('x')\n" + program).value());
    }

    @Test
    void a_failing_programs_traceback_begins_in_the_program_and_its_prints_are_kept() {
        var raised = assertInstanceOf(Raised.class, sandbox.run("print('before')\n1 / 0"));

        assertEquals("ZeroDivisionError: division by zero", raised.error());
        assertTrue(raised.traceback().contains("File \"<program>\", line 2, in <module>"), raised.traceback());
        assertFalse(raised.traceback().contains("<string>"), raised.traceback());
        assertEquals("before\n", raised.stdout());
    }

    @Test
    void a_program_that_does_not_compile_raises() {
        assertEquals(
                "SyntaxError: '(' was never closed",
                assertInstanceOf(Raised.class, sandbox.run("print((1)")).error());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"import random; ans = random.random()", "ans = list({'a', 'b', 'c', 'd', 'e'})"})
    void the_same_program_has_the_same_value_in_every_sandbox(String program) {
        try (var other = new PythonSandbox(PythonLimits.DEFAULT)) {
            assertEquals(finished(program).value(), ((Finished) other.run(program)).value());
        }
    }

    @Test
    void a_program_that_is_too_long_is_refused_by_its_own_fault() {
        assertInstanceOf(Raised.class, sandbox.run("#".repeat(PythonSandbox.LONGEST_PROGRAM + 1)));
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> PythonLimits.of(Duration.ofMillis(1500), 512L << 20));
        assertThrows(IllegalArgumentException.class, () -> PythonLimits.of(Duration.ofSeconds(1), 1 << 20));
    }

    private static Finished finished(String program) {
        var result = sandbox.run(program);
        return assertInstanceOf(Finished.class, result, result.toString());
    }
}
