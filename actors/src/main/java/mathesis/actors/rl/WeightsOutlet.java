package mathesis.actors.rl;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mathesis.engine.PolicyVersion;
import mathesis.engine.Weights;
import mathesis.learner.stream.Offer;
import mathesis.learner.stream.WeightsPublication;

/// The learner's way out for weights: copied at once, sent by the loop. Any thread may use it.
final class WeightsOutlet {
    /// Under which the timeline knows that weights are on their way.
    static final String ON_THEIR_WAY = "weights";

    private record Next(PolicyVersion version, Weights weights, CompletableFuture<Void> copied, long sinceNanos) {}

    private final WeightsPublication publication;
    private final StreamLoop loop;
    private final Timeline timeline;
    private final long patienceNanos;
    private Optional<Next> next = Optional.empty();

    /// @param patience longest that a version may hold up the next; a newer one then takes its place
    WeightsOutlet(WeightsPublication publication, StreamLoop loop, Timeline timeline, Duration patience) {
        this.publication = publication;
        this.loop = loop;
        this.timeline = timeline;
        this.patienceNanos = patience.toNanos();
        loop.add(this::poll);
    }

    /// Returns when the weights have been copied, so that they may change again. Waits until the version before has
    /// been sent, for with staleness somebody may be waiting for that very one.
    void publish(PolicyVersion version, Weights weights) {
        timeline.begin(Phase.WEIGHTS, ON_THEIR_WAY);
        var request = new Next(version, weights, new CompletableFuture<>(), System.nanoTime());
        loop.execute(() -> next = Optional.of(request));
        request.copied.join();
    }

    /// Sends the newest version once more.
    void resend() {
        loop.execute(publication::resend);
    }

    private boolean poll() {
        long before = publication.counts().chunks();
        var offer = publication.poll();
        if (offer == Offer.CLOSED) {
            throw new IllegalStateException("the stream of weights is closed");
        }
        if (next.isPresent() && mayBegin(offer, next.get())) {
            publication.publish(next.get().version, next.get().weights);
            next.get().copied.complete(null);
            next = Optional.empty();
            return true;
        }
        return publication.counts().chunks() > before;
    }

    private boolean mayBegin(Offer offer, Next request) {
        return offer != Offer.BACK_PRESSURED || System.nanoTime() - request.sinceNanos > patienceNanos;
    }
}
