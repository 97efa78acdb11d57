package mathesis.learner.stream;

import io.aeron.ControlledFragmentAssembler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;

/// Takes chunks off a subscription until a message is whole or given up, and not one further, so that the message may
/// lie in memory that the next one will use.
final class ChunkedReceiver implements AutoCloseable {
    private static final int FRAGMENTS_PER_POLL = 64;

    private final Feed feed;
    private final IntUnaryOperator slotOfSession;
    private final Assembly.Target target;
    private final StreamTally tally = new StreamTally();
    private final Map<Integer, Assembly> assemblies = new HashMap<>();
    private final ControlledFragmentAssembler fragments = new ControlledFragmentAssembler(this::onChunk);
    private Optional<Assembly.Whole> whole = Optional.empty();
    private Optional<CorruptMessageException> failure = Optional.empty();

    /// @param slotOfSession sessions of the same slot share one assembly, so that one's message replaces the other's
    ChunkedReceiver(Feed feed, IntUnaryOperator slotOfSession, Assembly.Target target) {
        this.feed = feed;
        this.slotOfSession = slotOfSession;
        this.target = target;
    }

    /// The next whole message; an exception for one that was given up; empty when nothing more is here now.
    Optional<Assembly.Whole> poll() throws CorruptMessageException {
        whole = Optional.empty();
        failure = Optional.empty();
        int polled = 1;
        while (!done() && polled > 0) {
            polled = feed.subscription().controlledPoll(fragments, FRAGMENTS_PER_POLL);
        }
        if (!done()) {
            forgetGoneSessions();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return whole;
    }

    StreamCounts counts() {
        return tally.counts();
    }

    Feed feed() {
        return feed;
    }

    private boolean done() {
        return whole.isPresent() || failure.isPresent();
    }

    private Action onChunk(DirectBuffer buffer, int offset, int length, Header header) {
        if (done()) {
            return Action.ABORT; // from another publisher, in the same poll: it comes again in the next
        }
        try {
            whole = assembly(header.sessionId()).accept(header.sessionId(), buffer, offset, length);
        } catch (CorruptMessageException e) {
            failure = Optional.of(e);
        }
        return done() ? Action.BREAK : Action.CONTINUE;
    }

    private Assembly assembly(int session) {
        return assemblies.computeIfAbsent(slotOfSession.applyAsInt(session), _ -> new Assembly(target, tally));
    }

    private void forgetGoneSessions() {
        while (!done() && !feed.goneSessions().isEmpty()) {
            int session = feed.goneSessions().remove();
            fragments.freeSessionBuffer(session);
            var assembly = assembly(session);
            if (assembly.transferFrom(session).isPresent()) {
                failure = Optional.of(new CorruptMessageException("the publisher went away in the middle of transfer "
                        + assembly.transferFrom(session).getAsLong()));
                assembly.giveUp();
            }
            if (slotOfSession.applyAsInt(session) == session) {
                assemblies.remove(session);
            }
        }
    }

    @Override
    public void close() {
        feed.close();
    }
}
