package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Optional;
import mathesis.engine.PolicyVersion;
import mathesis.engine.PretrainedModel;
import mathesis.engine.TokenBatch;
import mathesis.engine.Transformer;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PolicyShelfTest {
    private final PretrainedModel model = TinyModel.load();
    private final Weights other = Weights.zeros(model.config());

    @AfterEach
    void free() {
        model.close();
        other.close();
    }

    @Test
    void the_newest_version_stands_in_for_one_that_is_gone() {
        try (var shelf = new PolicyShelf(model.config(), WeightFormat.FLOAT32, 1)) {
            assertThrows(IllegalStateException.class, () -> shelf.lease(version(0)));
            shelf.put(version(1), model.weights());
            shelf.put(version(2), other);
            try (var lease = shelf.lease(version(1))) {
                assertEquals(version(2), lease.version());
                assertEquals(other.sha256(), lease.policy().weights().sha256());
            }
            assertEquals(Optional.of(version(2)), shelf.newest());
        }
    }

    @Test
    void weights_in_use_are_not_written() {
        try (var shelf = new PolicyShelf(model.config(), WeightFormat.FLOAT32, 1)) {
            shelf.put(version(1), model.weights());
            try (var old = shelf.lease(version(1))) {
                shelf.put(version(2), other);
                assertEquals(model.weights().sha256(), old.policy().weights().sha256());
                try (var fresh = shelf.lease(version(2))) {
                    assertNotSame(old.policy(), fresh.policy());
                }
            }
        }
    }

    @Test
    void memory_of_a_version_that_nobody_uses_is_used_again() {
        try (var shelf = new PolicyShelf(model.config(), WeightFormat.FLOAT32, 1)) {
            shelf.put(version(1), model.weights());
            var lease = shelf.lease(version(1));
            var memory = lease.policy();
            lease.close();
            lease.close();
            shelf.put(version(2), other);
            try (var next = shelf.lease(version(2))) {
                assertSame(memory, next.policy());
            }
        }
    }

    @Test
    void as_many_versions_stay_as_staleness_needs() {
        try (var shelf = new PolicyShelf(model.config(), WeightFormat.FLOAT32, 2)) {
            shelf.put(version(1), model.weights());
            shelf.put(version(2), other);
            shelf.put(version(3), other);
            try (var lease = shelf.lease(version(2))) {
                assertEquals(version(2), lease.version());
            }
            try (var lease = shelf.lease(version(1))) {
                assertEquals(version(3), lease.version());
            }
        }
    }

    @Test
    void a_policy_to_measure_with_has_the_learners_weights_and_goes_when_nobody_uses_its_version() {
        try (var shelf = new PolicyShelf(model.config(), WeightFormat.INT8, 1);
                var learner = new Transformer(model.weights(), 1)) {
            shelf.put(version(1), model.weights());
            var batch = TokenBatch.of(1, 2, 3, 4, 5, 6, 7, 8);
            float[] expected = learner.score(batch).logprobs_T();
            Transformer exact;
            try (var lease = shelf.lease(version(1));
                    var another = shelf.lease(version(1))) {
                exact = lease.exactPolicy();
                assertSame(exact, another.exactPolicy());
                assertEquals(WeightFormat.INT8, lease.policy().format());
                assertArrayEquals(expected, exact.score(batch).logprobs_T());
                assertFalse(Arrays.equals(expected, lease.policy().score(batch).logprobs_T()));
            }
            try (var lease = shelf.lease(version(1))) {
                assertNotSame(exact, lease.exactPolicy());
            }
        }
    }

    @Test
    void policies_of_floats_are_exact_themselves() {
        try (var shelf = new PolicyShelf(model.config(), WeightFormat.FLOAT32, 1)) {
            shelf.put(version(1), model.weights());
            try (var lease = shelf.lease(version(1))) {
                assertSame(lease.policy(), lease.exactPolicy());
            }
        }
    }

    private static PolicyVersion version(long number) {
        return new PolicyVersion(number);
    }
}
