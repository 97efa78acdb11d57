package mathesis.actors.rl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import mathesis.actors.CborMessage;
import mathesis.actors.node.RunFailedException;
import mathesis.engine.PolicyVersion;
import mathesis.learner.stream.WeightsSubscription;
import mathesis.learner.stream.WeightsSubscription.Event.Arrived;
import mathesis.learner.stream.WeightsSubscription.Event.Dropped;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/// Takes new weights off stream 2 and tells this node's workers once they are whole; asks the learner again when they
/// do not come. One on each rollout node.
public final class WeightReceiver extends AbstractMatchingBehavior<WeightReceiver.Command> {
    /// Under which the learner finds all receivers.
    static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "weight-receiver");

    public sealed interface Command extends CborMessage {}

    /// The learner has published this version.
    public record Announced(PolicyVersion version, ActorRef<Learner.Command> learner) implements Command {}

    private record Whole(PolicyVersion version) implements Command {}

    private record Incomplete(String reason) implements Command {}

    private record Tick() implements Command {}

    /// @param shelf    where weights go
    /// @param workers  told of new versions
    /// @param resend   wait before asking once more
    /// @param deadline longest wait for a version
    /// @param clock    nanoseconds
    record Parts(
            PolicyShelf shelf,
            List<ActorRef<RolloutWorker.Command>> workers,
            Duration resend,
            Duration deadline,
            LongSupplier clock) {
        Parts {
            workers = List.copyOf(workers);
        }
    }

    private record Wait(Announced announced, long sinceNanos, long askedNanos) {}

    private static final Duration TICK = Duration.ofMillis(200);

    private final Parts parts;
    private Optional<Wait> waiting = Optional.empty();

    /// @param subscription polled on the loop from now on
    static Behavior<Command> create(Parts parts, WeightsSubscription subscription, StreamLoop loop) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            var self = context.getSelf();
            loop.add(() -> poll(subscription, parts.shelf, self));
            context.getSystem().receptionist().tell(Receptionist.register(KEY, self));
            return new WeightReceiver(context, timers, parts);
        }));
    }

    private WeightReceiver(ActorContext<Command> context, TimerScheduler<Command> timers, Parts parts) {
        super(context);
        this.parts = parts;
        timers.startTimerWithFixedDelay(new Tick(), TICK);
    }

    /// Runs on the loop: the weights must be copied before the next poll may overwrite them.
    private static boolean poll(WeightsSubscription subscription, PolicyShelf shelf, ActorRef<Command> self) {
        var event = subscription.poll();
        event.ifPresent(happened -> {
            switch (happened) {
                case Arrived(var version, var staging) -> {
                    shelf.put(version, staging);
                    self.tell(new Whole(version));
                }
                case Dropped(var reason) -> self.tell(new Incomplete(reason));
            }
        });
        return event.isPresent();
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Announced announced -> expect(announced);
            case Whole(var version) -> activate(version);
            case Incomplete(var reason) -> {
                getContext().getLog().warn("weights did not arrive whole: {}", reason);
                waiting.ifPresent(this::askAgain);
            }
            case Tick() -> checkDeadline();
        }
        return this;
    }

    private void expect(Announced announced) {
        boolean here = parts.shelf.newest().equals(Optional.of(announced.version));
        long now = now();
        waiting = here ? Optional.empty() : Optional.of(new Wait(announced, now, now));
    }

    private void activate(PolicyVersion version) {
        waiting = waiting.filter(wait -> !wait.announced.version.equals(version));
        parts.workers.forEach(worker -> worker.tell(new RolloutWorker.WeightsReady(version)));
    }

    private void checkDeadline() {
        if (waiting.isEmpty()) {
            return;
        }
        var wait = waiting.get();
        if (now() - wait.sinceNanos > parts.deadline.toNanos()) {
            throw new RunFailedException("version " + wait.announced.version.number()
                    + " of the weights did not arrive in " + parts.deadline.toSeconds() + " s (deadlines.weights)");
        }
        if (now() - wait.askedNanos > parts.resend.toNanos()) {
            askAgain(wait);
        }
    }

    private void askAgain(Wait wait) {
        wait.announced.learner.tell(new Learner.ResendWeights());
        waiting = Optional.of(new Wait(wait.announced, wait.sinceNanos, now()));
    }

    private long now() {
        return parts.clock.getAsLong();
    }
}
