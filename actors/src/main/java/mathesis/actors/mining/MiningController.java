package mathesis.actors.mining;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import mathesis.actors.CborMessage;
import mathesis.actors.mining.MiningLedger.Opened;
import mathesis.actors.mining.TaskBook.Claim;
import mathesis.actors.mining.TaskBook.TakenBack;
import mathesis.actors.node.Failure;
import mathesis.actors.node.RunEnd;
import mathesis.corpus.rounds.MiningPlan.Position;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.TaskReport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/// Leads a mining run: deals its tasks to whoever asks for work, or to the entities of their hash ranges, has
/// what is done written to the journal before it counts, and ends the run. A cluster singleton; when its node
/// dies another takes over from the journal, and learns from the workers what they are doing.
public final class MiningController extends AbstractMatchingBehavior<MiningController.Command> {
    public sealed interface Command extends CborMessage {}

    /// A worker has nothing to do. Told again and again until it is dealt a task.
    public record WorkerReady(ActorRef<WarcWorker.Command> worker) implements Command {}

    /// A task is being done. Told about once a second.
    ///
    /// @param beats grows whenever it gets on
    public record Working(ActorRef<Noted> by, MiningTask task, double share, String what, long beats)
            implements Command {}

    /// A task is done. Told until it is noted.
    public record TaskDone(ActorRef<Noted> by, TaskReport report) implements Command {}

    /// A task could not be done. Told until it is noted.
    public record TaskFailed(ActorRef<Noted> by, MiningTask task, String reason) implements Command {}

    /// A task will not be done by whom it was dealt to, through no fault of its own.
    public record TaskReturned(ActorRef<Noted> by, MiningTask task) implements Command {}

    private record Began(Opened opened) implements Command {}

    private record JournalHeld() implements Command {}

    private record BeginAgain() implements Command {}

    private record NotBegun(Throwable cause) implements Command {}

    private record Settled(ActorRef<Noted> by, TaskReport report) implements Command {}

    private record NotSettled(TaskReport report, Throwable cause) implements Command {}

    private record Gone(ActorRef<?> who) implements Command {}

    private record Tick() implements Command {}

    /// @param ledgers  makes a ledger for this life of the controller
    /// @param disk     where the ledger is used, one thing after the other
    /// @param toRange  brings a task to the entity of its hash range
    /// @param node     address of the node that an actor lives on
    /// @param end      told how the run ends
    /// @param nanos    a clock for deadlines
    /// @param millis   the time of day
    record Parts(
            Supplier<MiningLedger> ledgers,
            Executor disk,
            BiConsumer<MiningTask, RangeEntity.Do> toRange,
            Function<ActorRef<?>, String> node,
            Limits limits,
            MiningListener listener,
            RunEnd<MiningOutcome> end,
            LongSupplier nanos,
            LongSupplier millis) {}

    /// @param attempts times that a task may fail
    /// @param mine     without progress of a task
    /// @param start    until the journal is free, and until the first worker is ready
    /// @param listen   how long a controller that takes a run over listens to what is being done before it deals
    record Limits(int attempts, Duration mine, Duration start, Duration listen) {}

    private static final Duration TICK = Duration.ofSeconds(1);
    /// Beyond the limit at which a worker itself gives a task up: its own word names the cause better.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Parts parts;
    private final MiningLedger ledger;
    private final TimerScheduler<Command> timers;
    private final long startNanos;
    private final Set<ActorRef<WarcWorker.Command>> idle = new LinkedHashSet<>();
    private final Set<ActorRef<WarcWorker.Command>> workers = new LinkedHashSet<>();
    private final Set<ActorRef<?>> watched = new LinkedHashSet<>();
    private Optional<TaskBook<ActorRef<?>>> opened = Optional.empty();
    private Optional<StepPace> pace = Optional.empty();
    private long dealFromNanos;
    private boolean over;

    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new MiningController(context, timers, parts)));
    }

    private MiningController(ActorContext<Command> context, TimerScheduler<Command> timers, Parts parts) {
        super(context);
        this.parts = parts;
        this.ledger = parts.ledgers.get();
        this.timers = timers;
        this.startNanos = now();
        begin();
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        if (over) {
            return this;
        }
        try {
            if (opened.isPresent()) {
                handle(opened.get(), command);
                goOn(opened.get());
            } else {
                beforeBegin(command);
            }
        } catch (RuntimeException e) {
            fail("the controller of the run failed: " + Failure.words(e), e);
        }
        return this;
    }

    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) {
            try {
                ledger.close();
            } catch (IOException e) {
                getContext().getLog().warn("the journal could not be closed", e);
            }
        }
        return this;
    }

    private void begin() {
        getContext().pipeToSelf(offThread(ledger::open), MiningController::begun);
    }

    private static Command begun(Optional<Opened> opened, Throwable cause) {
        if (cause != null) {
            return new NotBegun(cause);
        }
        return opened.<Command>map(Began::new).orElseGet(JournalHeld::new);
    }

    /// What workers tell before the journal is open is told again.
    private void beforeBegin(Command command) {
        switch (command) {
            case Began(var start) -> lead(start);
            case JournalHeld() -> waitForJournal();
            case BeginAgain() -> begin();
            case NotBegun(var cause) -> fail("the run cannot go on: " + Failure.words(cause), cause);
            default -> {}
        }
    }

    private void waitForJournal() {
        if (now() - startNanos > parts.limits.start.toNanos()) {
            fail("another process has held the journal of the run for " + parts.limits.start.toSeconds()
                    + " s (deadlines.start): the run goes on there; take part with ./mathesis mine --join");
        } else {
            timers.startSingleTimer(new BeginAgain(), Duration.ofMillis(500));
        }
    }

    private void lead(Opened start) {
        var book = new TaskBook<ActorRef<?>>(start.plan(), parts.limits.attempts);
        opened = Optional.of(book);
        int done = start.before().size();
        dealFromNanos = now() + parts.limits.listen.toNanos();
        String node = parts.node.apply(getContext().getSelf());
        getContext().getLog().info("{} leads the run, {} tasks are done", node, done);
        parts.listener.on(new MiningEvent.Leads(node, done));
        timers.startTimerWithFixedDelay(new Tick(), TICK);
        goOn(book);
    }

    private void handle(TaskBook<ActorRef<?>> book, Command command) {
        switch (command) {
            case WorkerReady(var worker) -> ready(book, worker);
            case Working working -> hear(book, working);
            case TaskDone(var by, var report) -> done(book, by, report);
            case TaskFailed(var by, var task, var reason) -> {
                by.tell(new Noted(task));
                book.failed(by, task, reason).ifPresent(this::warn);
            }
            case TaskReturned(var by, var task) -> book.returned(by, task);
            case Settled(var by, var report) -> settle(book, by, report);
            case NotSettled(var report, var cause) ->
                fail("the journal cannot take " + MiningTasks.name(report.task()) + ": " + Failure.words(cause), cause);
            case Gone(var who) -> leave(book, who);
            case Tick() -> tick(book);
            case Began _, JournalHeld _, BeginAgain _, NotBegun _ -> {}
        }
    }

    private void ready(TaskBook<ActorRef<?>> book, ActorRef<WarcWorker.Command> worker) {
        join(worker);
        book.heldBy(worker)
                .ifPresentOrElse(
                        task -> worker.tell(new WarcWorker.Deal(task)), // the first was lost, or is on its way
                        () -> idle.add(worker));
    }

    private void join(ActorRef<WarcWorker.Command> worker) {
        if (workers.add(worker)) {
            String node = parts.node.apply(worker);
            if (nodes().get(node) == 1) {
                getContext().getLog().info("node {} takes part", node);
                parts.listener.on(new MiningEvent.NodeJoined(node));
            }
            watch(worker);
        }
    }

    private void watch(ActorRef<?> who) {
        if (watched.add(who)) {
            getContext().watchWith(who, new Gone(who));
        }
    }

    private void hear(TaskBook<ActorRef<?>> book, Working working) {
        var claim = book.working(working.by, working.task, working.share, working.what, working.beats, now());
        if (claim == Claim.ADOPTED) {
            watch(working.by);
        }
    }

    private void done(TaskBook<ActorRef<?>> book, ActorRef<Noted> by, TaskReport report) {
        switch (book.done(report.task())) {
            case NEW ->
                getContext()
                        .pipeToSelf(
                                offThread(() -> ledger.append(report)),
                                (_, e) -> e == null ? new Settled(by, report) : new NotSettled(report, e));
            case SETTLING -> {} // told again until it is noted
            case KNOWN -> by.tell(new Noted(report.task()));
        }
    }

    private void settle(TaskBook<ActorRef<?>> book, ActorRef<Noted> by, TaskReport report) {
        book.settled(report.task());
        pace.filter(step -> step.began().step() == report.task().step()).ifPresent(step -> step.add(report));
        by.tell(new Noted(report.task()));
    }

    private void leave(TaskBook<ActorRef<?>> book, ActorRef<?> who) {
        watched.remove(who);
        boolean worker = workers.removeIf(who::equals);
        idle.removeIf(who::equals);
        String node = parts.node.apply(who);
        if (worker && !nodes().containsKey(node)) {
            getContext().getLog().warn("node {} is gone", node);
            parts.listener.on(new MiningEvent.NodeGone(node));
        }
        book.gone(who, who.path().name() + " of node " + node + " is gone").forEach(this::warn);
    }

    private void warn(TakenBack taken) {
        String task = MiningTasks.name(taken.task());
        getContext().getLog().warn("{} failed (attempt {}): {}", task, taken.attempts(), taken.reason());
        parts.listener.on(new MiningEvent.TaskFailed(taken.task(), taken.reason(), taken.attempts()));
        if (taken.last()) {
            fail(task + " has failed " + taken.attempts() + " times (miners.attempts), the last time because "
                    + taken.reason());
        }
    }

    private void tick(TaskBook<ActorRef<?>> book) {
        var mine = parts.limits.mine;
        book.overdue(
                        mine.plus(GRACE).toNanos(),
                        "nothing was heard of it for " + mine.toSeconds() + " s (deadlines.mine)",
                        now())
                .forEach(this::warn);
        book.unanswered().forEach(this::send);
        if (workers.isEmpty() && now() - startNanos > parts.limits.start.toNanos()) {
            fail("no worker was ready in " + parts.limits.start.toSeconds() + " s (deadlines.start)");
        }
        if (!over && book.position() instanceof Position.Working position) {
            tell(state(book, position));
        }
    }

    /// Looks where the run stands now, and deals.
    private void goOn(TaskBook<ActorRef<?>> book) {
        if (over) {
            return;
        }
        switch (book.position()) {
            case Position.Working position -> {
                follow(position);
                deal(book);
            }
            case Position.Waiting(int round) -> finish(new MiningOutcome.Waiting(round));
            case Position.Finished(int rounds, var end) -> finish(new MiningOutcome.Finished(rounds, end));
        }
    }

    private void follow(Position.Working position) {
        if (pace.isPresent() && pace.get().isOf(position)) {
            return;
        }
        endStep();
        pace = Optional.of(new StepPace(position, now()));
        parts.listener.on(
                new MiningEvent.StepBegan(position.round(), position.step(), position.done(), position.parts()));
    }

    private void endStep() {
        pace.ifPresent(step -> {
            var began = step.began();
            getContext()
                    .getLog()
                    .info("round {}, {}: {} parts done {}", began.round(), began.step(), began.parts(), step.sums());
            parts.listener.on(new MiningEvent.StepDone(
                    began.round(), began.step(), began.parts(), step.seconds(now()), step.sums()));
        });
    }

    private void deal(TaskBook<ActorRef<?>> book) {
        if (now() < dealFromNanos) {
            return;
        }
        for (var worker : List.copyOf(idle)) {
            book.deal(worker, now()).ifPresent(task -> {
                idle.remove(worker);
                worker.tell(new WarcWorker.Deal(task));
            });
        }
        book.dealRanges(workers.size(), now()).forEach(this::send);
    }

    private void send(MiningTask task) {
        parts.toRange.accept(task, new RangeEntity.Do(task));
    }

    private void finish(MiningOutcome outcome) {
        endStep();
        over = true;
        workers.forEach(worker -> worker.tell(new WarcWorker.RunOver(outcome)));
        parts.end.finish(outcome);
    }

    private void fail(String reason, Throwable cause) {
        getContext().getLog().error(reason, cause);
        fail(reason);
    }

    private void fail(String reason) {
        if (!over) {
            over = true;
            workers.forEach(worker -> worker.tell(new WarcWorker.RunFailed(reason)));
            parts.end.fail(reason);
        }
    }

    private void tell(MiningState state) {
        parts.listener.on(new MiningEvent.Progressed(state));
        parts.disk.execute(() -> {
            try {
                ledger.write(state);
            } catch (IOException e) {
                getContext().getSystem().log().warn("no word could be left of how the run stands", e);
            }
        });
    }

    private MiningState state(TaskBook<ActorRef<?>> book, Position.Working position) {
        var doing = new ArrayList<MiningState.Doing>();
        double partsDone = position.done();
        for (var open : book.open()) {
            doing.add(new MiningState.Doing(
                    open.task(), open.holder().map(parts.node).orElse(""), open.share(), open.what()));
            partsDone += open.share();
        }
        var step = pace.orElseThrow();
        return new MiningState(
                parts.node.apply(getContext().getSelf()),
                parts.millis.getAsLong(),
                position.round(),
                position.step(),
                position.done(),
                position.parts(),
                position.parts() == 0 ? 1 : partsDone / position.parts(),
                step.secondsLeft(partsDone, now()),
                step.perSecond(now()),
                nodes(),
                doing);
    }

    private Map<String, Integer> nodes() {
        var nodes = new TreeMap<String, Integer>();
        workers.forEach(worker -> nodes.merge(parts.node.apply(worker), 1, Integer::sum));
        return nodes;
    }

    private interface DiskWork<T> {
        T run() throws IOException;
    }

    private <T> CompletableFuture<T> offThread(DiskWork<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                parts.disk);
    }

    private long now() {
        return parts.nanos.getAsLong();
    }
}
