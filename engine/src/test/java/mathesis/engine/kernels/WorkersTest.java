package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void every_range_runs_even_when_all_throw_and_errors_stay_errors() {
        try (var workers = Workers.of(3)) {
            var iterations = new AtomicInteger();
            assertThrows(
                    StackOverflowError.class,
                    () -> workers.forEach(1000, 10, (from, to) -> {
                        iterations.addAndGet(to - from);
                        throw new StackOverflowError();
                    }));
            assertEquals(1000, iterations.get());
        }
    }

    @Test
    void many_small_loops_see_the_plain_writes_of_the_loop_before() {
        try (var workers = Workers.of(3)) {
            var cells = new int[64];
            Workers.Range increment = (from, to) -> {
                for (int i = from; i < to; i++) {
                    // reads what another thread may have written in the last loop
                    cells[i] = cells[cells.length - 1 - i] + 1;
                }
            };
            for (int loop = 1; loop <= 50_000; loop++) {
                workers.forEach(32, 1, increment);
                assertEquals(loop, cells[loop % 32]);
                for (int i = 32; i < 64; i++) {
                    cells[i] = loop;
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3, 8})
    void no_range_is_longer_than_an_eighth_and_the_last_ones_are_single_grains(int threads) {
        try (var workers = Workers.of(threads)) {
            var ends = new ConcurrentHashMap<Integer, Integer>();
            workers.forEach(10_000, 7, ends::put);
            ends.forEach((from, to) -> assertTrue(to - from <= 10_000 / 8, from + " to " + to));
            int last = ends.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
            assertEquals(9_996, last);
        }
    }

    @Test
    void a_helper_takes_part_and_ends_when_the_pool_is_closed() throws Exception {
        var helper = new AtomicReference<Thread>();
        var caller = Thread.currentThread();
        try (var workers = Workers.of(2)) {
            var bothAreHere = new CyclicBarrier(2);
            workers.forEach(2, 1, (_, _) -> {
                meet(bothAreHere);
                if (Thread.currentThread() != caller) {
                    helper.set(Thread.currentThread());
                }
            });
            assertTrue(helper.get().isAlive());
        }
        helper.get().join(Duration.ofSeconds(30));
        assertFalse(helper.get().isAlive());
    }

    @Test
    void a_loop_inside_a_range_is_refused_on_every_thread_and_the_pool_lives_on() {
        try (var workers = Workers.of(2)) {
            var bothAreHere = new CyclicBarrier(2);
            var refused = new AtomicInteger();
            workers.forEach(2, 1, (_, _) -> {
                meet(bothAreHere);
                assertThrows(IllegalStateException.class, () -> workers.forEach(8, 1, (_, _) -> {}));
                refused.incrementAndGet();
            });
            assertEquals(2, refused.get());
            workers.forEach(8, 1, (from, to) -> refused.addAndGet(to - from));
            assertEquals(10, refused.get());
        }
    }

    @Test
    void a_loop_over_another_pool_may_run_inside_a_range() {
        try (var outer = Workers.of(2);
                var inner = Workers.of(2)) {
            var iterations = new AtomicInteger();
            outer.forEach(4, 1, (_, _) -> inner.forEach(5, 1, (from, to) -> iterations.addAndGet(to - from)));
            assertEquals(20, iterations.get());
        }
    }

    @Test
    void an_interrupt_neither_ends_a_loop_early_nor_gets_lost() {
        try (var workers = Workers.of(2)) {
            var iterations = new AtomicInteger();
            Thread.currentThread().interrupt();
            workers.forEach(64, 1, (from, to) -> iterations.addAndGet(to - from));
            assertEquals(64, iterations.get());
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void a_loop_allocates_nothing() {
        try (var workers = Workers.of(2)) {
            Workers.Range nothing = (_, _) -> {};
            long allocated = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 10 && allocated > 0; attempt++) {
                long before = Allocation.ofThread();
                for (int loop = 0; loop < 1000; loop++) {
                    workers.forEach(64, 1, nothing);
                }
                allocated = Allocation.ofThread() - before;
            }
            assertEquals(0, allocated, "bytes in 1000 loops");
        }
    }

    @Test
    void no_threads_and_no_grain_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
        try (var workers = Workers.of(2)) {
            assertThrows(IllegalArgumentException.class, () -> workers.forEach(10, 0, (_, _) -> {}));
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other thread did not come", e);
        }
    }
}
