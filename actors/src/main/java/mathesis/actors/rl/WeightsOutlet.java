package mathesis.actors.rl;

import java.util.concurrent.CompletableFuture;
import mathesis.engine.PolicyVersion;
import mathesis.engine.Weights;
import mathesis.learner.stream.Offer;
import mathesis.learner.stream.WeightsPublication;

/// The learner's way out for weights: copied at once, sent by the loop. Any thread may use it.
final class WeightsOutlet {
    /// Under which the timeline knows that weights are on their way.
    static final String ON_THEIR_WAY = "weights";

    private final WeightsPublication publication;
    private final StreamLoop loop;
    private final Timeline timeline;

    WeightsOutlet(WeightsPublication publication, StreamLoop loop, Timeline timeline) {
        this.publication = publication;
        this.loop = loop;
        this.timeline = timeline;
        loop.add(this::poll);
    }

    /// Returns when the weights have been copied, so that they may change again.
    void publish(PolicyVersion version, Weights weights) {
        timeline.begin(Phase.WEIGHTS, ON_THEIR_WAY);
        CompletableFuture.runAsync(() -> publication.publish(version, weights), loop)
                .join();
    }

    /// Sends the newest version once more.
    void resend() {
        loop.execute(publication::resend);
    }

    private boolean poll() {
        long before = publication.counts().chunks();
        if (publication.poll() == Offer.CLOSED) {
            throw new IllegalStateException("the stream of weights is closed");
        }
        return publication.counts().chunks() > before;
    }
}
