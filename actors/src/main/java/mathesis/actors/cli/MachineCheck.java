package mathesis.actors.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import mathesis.reward.python.PythonLimits;
import mathesis.reward.python.PythonSandbox;
import mathesis.reward.python.SandboxFailedException;
import mathesis.reward.python.SandboxUnavailableException;

/// One thing that Mathesis looks for on a machine, as it was found.
///
/// @param name    what was looked for
/// @param verdict whether that will do
/// @param detail  what was found, or what to do about it
record MachineCheck(String name, Verdict verdict, String detail) {
    /// Whether a machine will do.
    enum Verdict {
        FOUND("ok"),
        /// Something works without it, but less well or not at all.
        ABSENT("absent"),
        /// Nothing much works without it.
        MISSING("MISSING");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final double GIBIBYTE = 1L << 30;
    private static final int UDP_TIMEOUT_MILLIS = 1000;

    /// Looks at everything; takes a moment.
    static List<MachineCheck> all() {
        return List.of(java(), cores(), vectors(), memory(), loopback(), sharedMemory(), sandbox());
    }

    private static MachineCheck java() {
        return new MachineCheck("java", Verdict.FOUND, Runtime.version() + ", " + System.getProperty("java.home"));
    }

    private static MachineCheck cores() {
        return new MachineCheck(
                "cores", Verdict.FOUND, Integer.toString(Runtime.getRuntime().availableProcessors()));
    }

    private static MachineCheck vectors() {
        var hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        int bits = 8 * Integer.parseInt(hotSpot.getVMOption("MaxVectorSize").getValue());
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return new MachineCheck(
                "vectors",
                module ? Verdict.FOUND : Verdict.MISSING,
                bits + " bits wide" + (module ? "" : "; run java with --add-modules=jdk.incubator.vector"));
    }

    private static MachineCheck memory() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MachineCheck(
                "memory",
                Verdict.FOUND,
                String.format(
                        Locale.ROOT,
                        "%.1f GiB, %.1f free; Java's heap may take %.1f (weights lie outside it)",
                        system.getTotalMemorySize() / GIBIBYTE,
                        system.getFreeMemorySize() / GIBIBYTE,
                        Runtime.getRuntime().maxMemory() / GIBIBYTE));
    }

    /// Aeron speaks UDP to this address.
    private static MachineCheck loopback() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(UDP_TIMEOUT_MILLIS);
            socket.send(new DatagramPacket(new byte[1], 1, socket.getLocalSocketAddress()));
            socket.receive(new DatagramPacket(new byte[1], 1));
            return new MachineCheck(
                    "loopback UDP",
                    Verdict.FOUND,
                    "a datagram to " + socket.getLocalAddress().getHostAddress() + " arrived");
        } catch (IOException e) {
            return new MachineCheck("loopback UDP", Verdict.MISSING, "rl needs it: " + e.getMessage());
        }
    }

    /// Aeron's buffers are fastest here.
    private static MachineCheck sharedMemory() {
        var folder = Path.of("/dev/shm");
        try {
            if (Files.isWritable(folder)) {
                long free = Files.getFileStore(folder).getUsableSpace();
                return new MachineCheck(
                        "/dev/shm", Verdict.FOUND, String.format(Locale.ROOT, "%.1f GiB free", free / GIBIBYTE));
            }
        } catch (IOException _) {
            return new MachineCheck(
                    "/dev/shm", Verdict.ABSENT, "cannot be asked for its size; streams use the temporary folder");
        }
        return new MachineCheck("/dev/shm", Verdict.ABSENT, "streams use the temporary folder, which is slower");
    }

    /// Makes a real sandbox: that bubblewrap is installed does not mean that it may.
    private static MachineCheck sandbox() {
        try (var sandbox = new PythonSandbox(PythonLimits.DEFAULT)) {
            var versions = sandbox.versions();
            return new MachineCheck(
                    "sandbox",
                    Verdict.FOUND,
                    "runs programs that a model writes: bubblewrap, Python " + versions.python()
                            + library("NumPy", versions.numpy(), "python3-numpy")
                            + library("SymPy", versions.sympy(), "python3-sympy"));
        } catch (SandboxUnavailableException | SandboxFailedException e) {
            return new MachineCheck("sandbox", Verdict.ABSENT, e.getMessage());
        }
    }

    private static String library(String name, String version, String install) {
        return ", " + name + " "
                + (version.isEmpty() ? "is missing (Debian: apt-get install " + install + ")" : version);
    }
}
