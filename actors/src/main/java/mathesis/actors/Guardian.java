package mathesis.actors;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// The first actor of a node. Starts the others and tells when one of them ends, which none does while all is well.
public final class Guardian extends AbstractMatchingBehavior<Void> {
    private final BiConsumer<String, Throwable> onFailure;

    /// @param start     spawns this node's actors
    /// @param onFailure told which actor ended and why; may be told of several
    public static Behavior<Void> create(Consumer<ActorContext<Void>> start, BiConsumer<String, Throwable> onFailure) {
        return Behaviors.setup(context -> {
            start.accept(context);
            context.getChildren().forEach(context::watch);
            return new Guardian(context, onFailure);
        });
    }

    private Guardian(ActorContext<Void> context, BiConsumer<String, Throwable> onFailure) {
        super(context);
        this.onFailure = onFailure;
    }

    @Override
    public Behavior<Void> onMessage(Void nothing) {
        return this;
    }

    @Override
    public Behavior<Void> onSignal(Signal signal) {
        switch (signal) {
            case ChildFailed failed -> onFailure.accept(failed.getRef().path().name(), failed.getCause());
            case Terminated ended ->
                onFailure.accept(ended.getRef().path().name(), new IllegalStateException("it ended for no reason"));
            default -> {}
        }
        return this;
    }
}
