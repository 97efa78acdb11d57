package mathesis.bench.twins;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The row kernels of `twins.c`, compiled on this machine and called in this process. Arguments are those of the C
/// functions of the same names; nothing is checked. Any thread may
/// call.
public final class CKernels {
    private final MethodHandle rmsNormForward;
    private final MethodHandle rmsNormBackward;
    private final MethodHandle swiGluForward;
    private final MethodHandle swiGluBackward;
    private final MethodHandle logSumExp;
    private final MethodHandle softmax;
    private final MethodHandle crossEntropyBackward;
    private final MethodHandle adamW;

    @SuppressWarnings("restricted")
    private CKernels(Path library) {
        var symbols = SymbolLookup.libraryLookup(library, Arena.ofAuto());
        var p = ADDRESS;
        var i = JAVA_INT;
        var l = JAVA_LONG;
        var f = JAVA_FLOAT;
        rmsNormForward = procedure(symbols, "rms_norm_forward", p, p, p, p, i, f, i);
        rmsNormBackward = procedure(symbols, "rms_norm_backward", p, p, p, p, p, p, i, i);
        swiGluForward = procedure(symbols, "swiglu_forward", p, p, p, l);
        swiGluBackward = procedure(symbols, "swiglu_backward", p, p, p, p, p, l);
        logSumExp = handle(symbols, "log_sum_exp", FunctionDescriptor.of(f, p, i, f));
        softmax = procedure(symbols, "softmax", p, p, i, f);
        crossEntropyBackward = procedure(symbols, "cross_entropy_backward", p, p, i, i, f, f, f);
        adamW = procedure(symbols, "adamw", p, p, p, p, l, f, f, f, f, f, f, f);
    }

    /// Compiles and loads them; empty where the machine has no C compiler.
    public static Optional<CKernels> compiled() {
        try {
            var folder = Files.createTempDirectory("mathesis-twins");
            try {
                var source = folder.resolve("twins.c");
                try (var resource = CKernels.class.getResourceAsStream("twins.c")) {
                    Files.copy(resource, source);
                }
                return CCompiler.library(source, folder.resolve("twins.so")).map(CKernels::new);
            } finally {
                delete(folder); // a library that is loaded stays so
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static MethodHandle procedure(SymbolLookup symbols, String name, MemoryLayout... arguments) {
        return handle(symbols, name, FunctionDescriptor.ofVoid(arguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
    }

    public void rmsNormForward(
            MemorySegment y,
            MemorySegment invRms,
            MemorySegment x,
            MemorySegment g,
            int channels,
            float eps,
            int rows) {
        try {
            rmsNormForward.invokeExact(y, invRms, x, g, channels, eps, rows);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    public void rmsNormBackward(
            MemorySegment dx,
            MemorySegment dg,
            MemorySegment dy,
            MemorySegment x,
            MemorySegment g,
            MemorySegment invRms,
            int channels,
            int rows) {
        try {
            rmsNormBackward.invokeExact(dx, dg, dy, x, g, invRms, channels, rows);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    public void swiGluForward(MemorySegment h, MemorySegment gate, MemorySegment up, long count) {
        try {
            swiGluForward.invokeExact(h, gate, up, count);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    public void swiGluBackward(
            MemorySegment dGate,
            MemorySegment dUp,
            MemorySegment dh,
            MemorySegment gate,
            MemorySegment up,
            long count) {
        try {
            swiGluBackward.invokeExact(dGate, dUp, dh, gate, up, count);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    public float logSumExp(MemorySegment z, int vocabulary, float inverseTemperature) {
        try {
            return (float) logSumExp.invokeExact(z, vocabulary, inverseTemperature);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    public void softmax(MemorySegment p, MemorySegment z, int vocabulary, float inverseTemperature) {
        try {
            softmax.invokeExact(p, z, vocabulary, inverseTemperature);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    public void crossEntropyBackward(
            MemorySegment dz,
            MemorySegment z,
            int vocabulary,
            int target,
            float logSumExp,
            float coefficient,
            float inverseTemperature) {
        try {
            crossEntropyBackward.invokeExact(dz, z, vocabulary, target, logSumExp, coefficient, inverseTemperature);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// @param step learning rate over the first moment's bias correction
    public void adamW(
            MemorySegment w,
            MemorySegment g,
            MemorySegment m,
            MemorySegment v,
            long count,
            float kept,
            float scale,
            float beta1,
            float beta2,
            float rootOfCorrection,
            float eps,
            float step) {
        try {
            adamW.invokeExact(w, g, m, v, count, kept, scale, beta1, beta2, rootOfCorrection, eps, step);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(Throwable e) {
        return new IllegalStateException("a C kernel could not be called", e);
    }
}
