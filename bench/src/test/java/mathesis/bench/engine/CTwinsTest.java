package mathesis.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.function.Function;
import mathesis.bench.twins.CKernels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A comparison is fair only between programs that compute the same.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CTwinsTest {
    private static Optional<CKernels> twins;

    @BeforeAll
    static void compile() {
        twins = CKernels.compiled();
        assumeTrue(twins.isPresent(), "no C compiler on this machine");
    }

    @ParameterizedTest(name = "{0} channels")
    @ValueSource(ints = {1, 7, 16, 33, 288})
    void rms_norm(int channels) {
        assertSame(arena -> RowWorks.rmsNormForward(arena, 5, channels));
        assertSame(arena -> RowWorks.rmsNormBackward(arena, 5, channels));
    }

    @ParameterizedTest(name = "{0} wide")
    @ValueSource(ints = {1, 7, 16, 33, 768})
    void swiglu(int width) {
        assertSame(arena -> RowWorks.swiGluForward(arena, 3, width));
        assertSame(arena -> RowWorks.swiGluBackward(arena, 3, width));
    }

    @ParameterizedTest(name = "vocabulary of {0}")
    @ValueSource(ints = {1, 7, 16, 33, 8192})
    void softmax_and_cross_entropy(int vocabulary) {
        assertSame(arena -> RowWorks.softmax(arena, vocabulary));
        assertSame(arena -> RowWorks.crossEntropyForward(arena, vocabulary));
        assertSame(arena -> RowWorks.crossEntropyBackward(arena, vocabulary));
    }

    @ParameterizedTest(name = "{0} parameters")
    @ValueSource(ints = {1, 7, 16, 33, 1000})
    void adamw(int parameters) {
        assertSame(arena -> RowWorks.adamW(arena, parameters));
    }

    private static void assertSame(Function<Arena, RowWork> maker) {
        try (var arena = Arena.ofConfined()) {
            var work = maker.apply(arena);
            work.ours().run();
            work.twin().accept(twins.orElseThrow());
            for (var pair : work.pairs()) {
                for (long at = 0; at < pair.ours().byteSize(); at += Float.BYTES) {
                    float ours = pair.ours().get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
                    float twin = pair.twins().get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
                    assertEquals(twin, ours, 2e-5f * Math.max(1, Math.abs(twin)), work.name() + " at byte " + at);
                }
            }
        }
    }
}
