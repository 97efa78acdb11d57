package mathesis.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import mathesis.bench.measure.Pace;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CostTest {
    /// 100 GFLOP/s; 20 GB/s from memory and 200 GB/s from what fits into 1 MiB.
    private static final Limits LIMITS = Limits.of(100e9, Map.of(1L << 10, 200e9, 1L << 20, 20e9));

    @ParameterizedTest(name = "{0}: {1} MFLOP")
    @CsvSource({"M15, 30.4", "M3, 5.5", "M1, 2.0"})
    void a_token_costs_two_operations_for_each_element_of_each_matrix(Shape shape, double millions) {
        assertEquals(millions, Cost.matmulFlops(shape.config()) / 1e6, 0.05);
    }

    @Test
    void attention_adds_four_operations_for_each_layer_channel_and_token_seen() {
        // 5 layers, 128 channels, 64 tokens: 4 * 5 * 128 * 64
        assertEquals(163_840, Cost.decodeFlops(Shape.M1.config(), 64) - Cost.matmulFlops(Shape.M1.config()), 1e-6);
    }

    @Test
    void training_costs_three_forward_passes_over_all_parameters_and_half_of_the_attention() {
        // 1,021,312 parameters, norms included: 6 * 1021312 + 6 * 5 * 128 * 128
        assertEquals(6_619_392, Cost.trainFlops(Shape.M1.config(), 128), 1e-6);
    }

    @Test
    void a_step_reads_the_matrices_once_and_the_keys_values_and_logits_of_every_sequence() {
        // 1,019,904 elements of matrices; for each of 2 sequences 2 * 5 * 128 * (63 + 1) of K and V, and 128 logits
        assertEquals(4 * (1_019_904 + 2 * (81_920 + 128)), Cost.stepBytes(Shape.M1.config(), 2, 63), 1e-6);
    }

    @Test
    void one_sequence_is_bound_by_bytes_and_many_by_operations() {
        var config = Shape.M1.config();
        assertTrue(Cost.boundByBytes(LIMITS, config, 1, 1));
        assertEquals(Cost.stepBytes(config, 1, 1) / 20e9, Cost.stepSeconds(LIMITS, config, 1, 1), 1e-12);
        assertFalse(Cost.boundByBytes(LIMITS, config, 64, 1));
        assertEquals(64 * Cost.decodeFlops(config, 1) / 100e9, Cost.stepSeconds(LIMITS, config, 64, 1), 1e-12);
    }

    @ParameterizedTest(name = "{0} bytes: {1} GB/s")
    @CsvSource({"512, 200", "1024, 200", "32768, 63.2456", "1048576, 20", "1e12, 20"}) // in the middle: sqrt(200 * 20)
    void bandwidth_falls_evenly_between_the_sizes_that_were_measured(double bytes, double gigabytes) {
        assertEquals(gigabytes * 1e9, LIMITS.bytesPerSecond(bytes), 1e5);
    }

    @Test
    void a_bar_set_elsewhere_is_scaled_by_the_fma_peaks() {
        var setup = new Setup(Pace.QUICK, true, 2, LIMITS);
        var bar = setup.rate(352, 1e9); // of the 176 GFLOP/s there: 2.0 of the peak
        assertEquals(2, bar.shareOfPeak(), 1e-12);
        assertEquals(200, bar.leastHere(), 1e-9);
    }
}
