package mathesis.actors.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class WatchedThreadsTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void tasks_run_side_by_side_and_give_what_they_return_or_throw() throws Exception {
        try (var threads = new WatchedThreads("t", 2, Duration.ofMinutes(1), "t.timeout")) {
            var both = new CountDownLatch(2);
            var first = threads.submit(() -> meet(both));
            var second = threads.submit(() -> meet(both));
            assertEquals(1, first.get());
            assertEquals(1, second.get());
            var failed = threads.submit(() -> {
                throw new StackOverflowError("deep");
            });
            assertInstanceOf(
                    StackOverflowError.class,
                    assertThrows(ExecutionException.class, failed::get).getCause());
            assertEquals(5, threads.submit(() -> 5).get());
        }
    }

    @Test
    void work_that_gets_on_may_take_longer_than_its_deadline_and_fails_when_it_stops() throws Exception {
        var deadline = Duration.ofMillis(400);
        try (var threads = new WatchedThreads("t", 1, deadline, "t.timeout")) {
            var never = new CountDownLatch(1);
            var steady = threads.submitSteady(gotOn -> {
                long end = System.nanoTime() + 2 * deadline.toNanos();
                while (System.nanoTime() < end) {
                    gotOn.run();
                    Thread.onSpinWait();
                }
                return 7;
            });
            assertEquals(7, steady.get());
            var hung = threads.submitSteady(gotOn -> {
                gotOn.run();
                never.await();
                return 8;
            });
            var cause = assertThrows(ExecutionException.class, hung::get).getCause();
            assertEquals("did not get on for 400 ms (t.timeout)", cause.getMessage());
        }
    }

    @Test
    void a_task_that_hangs_fails_alone_and_the_next_does_not_wait_for_it() throws Exception {
        try (var threads = new WatchedThreads("t", 1, SHORT, "t.timeout")) {
            var never = new CountDownLatch(1);
            var interrupted = new CompletableFuture<Boolean>();
            var hung = threads.submit(() -> hang(never, interrupted));
            assertEquals(5, threads.submit(() -> 5).get());
            var cause = assertThrows(ExecutionException.class, hung::get).getCause();
            assertInstanceOf(TimeoutException.class, cause);
            assertEquals("took longer than 50 ms (t.timeout)", cause.getMessage());
            assertTrue(interrupted.get());
            assertEquals(1, threads.stuck());
            never.countDown();
            await(() -> threads.stuck() == 0);
            assertEquals(6, threads.submit(() -> 6).get());
        }
    }

    @Test
    void where_every_thread_hangs_tasks_fail_at_once_until_one_ends() throws Exception {
        try (var threads = new WatchedThreads("t", 2, SHORT, "t.timeout")) {
            var never = new CountDownLatch(1);
            var hung = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < WatchedThreads.MOST_STUCK + 1; i++) {
                hung.add(threads.submit(() -> hang(never, new CompletableFuture<>())));
            }
            for (var task : hung) {
                assertThrows(ExecutionException.class, task::get);
            }
            var refused = assertThrows(
                    ExecutionException.class, () -> threads.submit(() -> 5).get());
            assertTrue(refused.getMessage().contains("threads of t hang"), refused.getMessage());
            never.countDown();
            await(() -> threads.stuck() == 0);
            assertEquals(5, threads.submit(() -> 5).get());
        }
    }

    @Test
    void a_task_given_up_before_its_turn_does_not_run() throws Exception {
        try (var threads = new WatchedThreads("t", 1, Duration.ofMinutes(1), "t.timeout")) {
            var go = new CountDownLatch(1);
            var ran = new AtomicBoolean();
            threads.submit(() -> meet(go, false));
            var given = threads.submit(() -> {
                ran.set(true);
                return 1;
            });
            given.cancel(false);
            go.countDown();
            assertEquals(5, threads.submit(() -> 5).get());
            assertEquals(false, ran.get());
        }
    }

    @Test
    void closing_fails_what_waits_and_interrupts_what_runs() {
        var threads = new WatchedThreads("t", 1, Duration.ofMinutes(1), "t.timeout");
        var interrupted = new CompletableFuture<Boolean>();
        var begun = new CountDownLatch(1);
        var running = threads.submit(() -> {
            begun.countDown();
            return hang(new CountDownLatch(1), interrupted);
        });
        var waiting = threads.submit(() -> 5);
        assertTrue(join(begun));
        threads.close();
        assertTrue(interrupted.orTimeout(30, TimeUnit.SECONDS).join());
        assertEquals("t has ended", waiting.exceptionNow().getMessage());
        assertEquals("t has ended", threads.submit(() -> 5).exceptionNow().getMessage());
        running.cancel(false);
    }

    private static int meet(CountDownLatch both) throws InterruptedException {
        return meet(both, true);
    }

    private static int meet(CountDownLatch latch, boolean counts) throws InterruptedException {
        if (counts) {
            latch.countDown();
        }
        latch.await();
        return 1;
    }

    /// Takes note of an interrupt and goes on hanging.
    private static int hang(CountDownLatch never, CompletableFuture<Boolean> interrupted) throws InterruptedException {
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.complete(true);
            never.await(30, TimeUnit.SECONDS);
        }
        return 0;
    }

    private static boolean join(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
