package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VectorMathTest {
    @Test
    void exponentials_lie_within_1e_minus_7_over_the_whole_range() {
        for (float x = -87.3f; x < 88.3f; x += 0.00037f) {
            assertEquals(1, exp(x) / Math.exp(x), 1e-7, "e^" + x);
        }
    }

    @Test
    void exponentials_end_in_0_and_in_a_finite_number() {
        assertEquals(1, exp(0));
        assertEquals(0, exp(-88.1f));
        assertEquals(0, exp(-1e9f));
        assertEquals(0, exp(Float.NEGATIVE_INFINITY));
        assertEquals(2.4e38, exp(88.4f), 1e36);
        assertEquals(exp(88.4f), exp(Float.POSITIVE_INFINITY));
        assertTrue(Float.isNaN(exp(Float.NaN)));
    }

    @Test
    void one_number_and_a_vector_give_the_same_bits() {
        for (float x = -90; x < 88; x += 0.0123f) {
            assertEquals(exp(x), VectorMath.expBelow88(x), "e^" + x);
            assertEquals(
                    exp(x),
                    VectorMath.expBelow88(FloatVector.broadcast(Lanes.FLOATS, x))
                            .lane(0),
                    "e^" + x);
        }
        assertEquals(0, VectorMath.expBelow88(Float.NEGATIVE_INFINITY));
        assertTrue(Float.isNaN(VectorMath.expBelow88(Float.NaN)));
    }

    private static float exp(float x) {
        return VectorMath.exp(FloatVector.broadcast(Lanes.FLOATS, x)).lane(0);
    }
}
