package mathesis.actors.rl;

/// Watches a run. Called on threads of the ring, one call at a time and in order; it must return soon and must not
/// throw.
@FunctionalInterface
public interface RlListener {
    /// Something happened.
    void on(RlEvent event);
}
