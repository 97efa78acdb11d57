package mathesis.actors.mining;

/// Watches a mining run. Called on threads of the cluster, one call at a time and in order; it must return soon
/// and must not throw.
@FunctionalInterface
public interface MiningListener {
    /// Something happened.
    void on(MiningEvent event);
}
