package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.ObjectName;

/// Proof that code reached the optimizing compiler: no clock decides, only what the code allocates and what the virtual
/// machine says of it.
///
/// Interpreted and half-optimized code of the Vector API puts every vector on the heap; optimized code keeps them in
/// registers. So a kernel that allocates next to nothing is compiled, and all that it calls with it.
final class Compilation {
    /// Bytes that a call may take: room for a stray small object, but not for one vector of 16 floats.
    static final long ALLOWED_BYTES = 64;
    /// Calls in a row that must keep to it.
    private static final int SETTLED_CALLS = 20;
    /// A named cause for a kernel that never gets there, far beyond what the compilers need on a busy machine.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Compilation() {}

    /// Calls `kernel` until it allocates nothing; fails with the bytes of its last call if it never does.
    static void settle(String name, Runnable kernel) {
        long allocated = repeatUntilSettled(kernel);
        if (allocated > ALLOWED_BYTES) {
            fail(name + " still allocates " + allocated + " bytes a call after " + PATIENCE.toSeconds()
                    + " s of calls: it is interpreted, boxes its vectors or creates objects");
        }
    }

    private static long repeatUntilSettled(Runnable kernel) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long allocated = Long.MAX_VALUE;
        for (int settled = 0; settled < SETTLED_CALLS && System.nanoTime() < deadline; ) {
            long before = Allocation.ofThread();
            kernel.run();
            allocated = Allocation.ofThread() - before;
            settled = allocated <= ALLOWED_BYTES ? settled + 1 : 0;
        }
        return allocated;
    }

    /// Calls `kernel` until the virtual machine lists `method` of `owner` as compiled at the top tier.
    static void awaitTopTier(Class<?> owner, String method, Runnable kernel) {
        String name = " " + owner.getName() + "." + method + "(";
        if (!repeatUntil(kernel, () -> codeList().lines().anyMatch(line -> isTopTier(line) && line.contains(name)))) {
            fail(method + " is not compiled at tier 4 after " + PATIENCE.toSeconds() + " s of calls; compiled are:\n"
                    + codeList()
                            .lines()
                            .filter(line -> line.contains(owner.getName()))
                            .toList());
        }
    }

    private static boolean repeatUntil(Runnable kernel, BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            for (int call = 0; call < 1000; call++) {
                kernel.run();
            }
        }
        return true;
    }

    /// A line is "id tier state method [addresses]"; state 0 is code in use.
    private static boolean isTopTier(String line) {
        return line.matches("\\d+ +4 +0 .*");
    }

    private static String codeList() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerCodelist",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            throw new IllegalStateException("the virtual machine does not list its compiled code", e);
        }
    }
}
