package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkersTest {
    @ParameterizedTest(name = "{0} threads, {1} iterations, grain {2}")
    @CsvSource({"1, 10, 1", "2, 0, 1", "2, 1, 1", "2, 100, 8", "3, 1000, 16", "4, 17, 16", "8, 5, 1"})
    void each_iteration_runs_once_in_ranges_of_whole_grains(int threads, int count, int grain) {
        try (var workers = Workers.of(threads)) {
            for (int repeat = 0; repeat < 200; repeat++) {
                var runs = new AtomicIntegerArray(count);
                workers.forEach(count, grain, (from, to) -> {
                    assertEquals(0, from % grain);
                    for (int i = from; i < to; i++) {
                        runs.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < count; i++) {
                    assertEquals(1, runs.get(i), "iteration " + i);
                }
            }
        }
    }

    @Test
    void an_exception_of_any_range_reaches_the_caller_and_the_pool_lives_on() {
        try (var workers = Workers.of(2)) {
            var failure = new IllegalStateException("range 7");
            var thrown = assertThrows(
                    IllegalStateException.class,
                    () -> workers.forEach(16, 1, (from, to) -> {
                        if (from <= 7 && 7 < to) {
                            throw failure;
                        }
                    }));
            assertSame(failure, thrown);
            var seen = ConcurrentHashMap.<Integer>newKeySet();
            workers.forEach(16, 1, (from, _) -> seen.add(from));
            assertEquals(true, seen.contains(0));
        }
    }

    @Test
    void loops_of_several_callers_take_turns() throws InterruptedException {
        try (var workers = Workers.of(2)) {
            var sums = new AtomicIntegerArray(4);
            var callers = new Thread[4];
            for (int c = 0; c < callers.length; c++) {
                int caller = c;
                callers[c] = Thread.ofPlatform().start(() -> {
                    for (int repeat = 0; repeat < 100; repeat++) {
                        workers.forEach(64, 1, (from, to) -> sums.addAndGet(caller, to - from));
                    }
                });
            }
            for (var caller : callers) {
                caller.join();
            }
            for (int c = 0; c < callers.length; c++) {
                assertEquals(6400, sums.get(c));
            }
        }
    }

    @Test
    void no_threads_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
    }
}
