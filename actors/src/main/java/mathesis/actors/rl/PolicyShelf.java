package mathesis.actors.rl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mathesis.engine.ModelConfig;
import mathesis.engine.PolicyVersion;
import mathesis.engine.Transformer;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;

/// The versions of the policy that this node can sample with. Weights are never written while somebody samples with
/// them. Safe for any number of threads.
///
/// Where the shelf's policies have rounded weights, measuring needs the floats: an exact policy over the same weights
/// is
/// made when a lease asks for it and lives as long as its version is in use.
final class PolicyShelf implements AutoCloseable {
    /// A version in use; closing gives it back.
    final class Lease implements AutoCloseable {
        private final Copy copy;
        private final PolicyVersion version;
        private boolean returned;

        private Lease(Copy copy) {
            this.copy = copy;
            this.version = copy.version.orElseThrow();
            copy.users++;
        }

        /// To draw solutions with, in the shelf's format.
        Transformer policy() {
            return copy.policy;
        }

        /// To measure with: the weights as the learner has them.
        Transformer exactPolicy() {
            synchronized (PolicyShelf.this) {
                return copy.exact();
            }
        }

        PolicyVersion version() {
            return version;
        }

        @Override
        public void close() {
            synchronized (PolicyShelf.this) {
                copy.users -= returned ? 0 : 1;
                returned = true;
                if (copy.users == 0) {
                    copy.freeExact();
                }
            }
        }
    }

    private static final class Copy {
        private final Transformer policy;
        private Optional<Transformer> exact = Optional.empty();
        private Optional<PolicyVersion> version = Optional.empty();
        private int users;

        private Copy(Transformer policy) {
            this.policy = policy;
        }

        private Transformer exact() {
            if (policy.format() == WeightFormat.FLOAT32) {
                return policy;
            }
            exact = exact.or(() -> Optional.of(new Transformer(policy.weights(), 1)));
            return exact.get();
        }

        private void freeExact() {
            exact.ifPresent(Transformer::close);
            exact = Optional.empty();
        }
    }

    private final ModelConfig config;
    private final WeightFormat format;
    private final int keep;
    private final List<Copy> copies = new ArrayList<>();

    /// @param format of the policies that solutions are drawn with
    /// @param keep   versions that must stay available, the newest included
    PolicyShelf(ModelConfig config, WeightFormat format, int keep) {
        this.config = config;
        this.format = format;
        this.keep = keep;
    }

    /// Copies a version onto the shelf, over one that is neither in use nor among those to keep.
    synchronized void put(PolicyVersion version, Weights weights) {
        var copy = spare().orElseGet(this::grow);
        copy.version = Optional.empty();
        copy.policy.weights().copyFrom(weights);
        copy.policy.weightsChanged();
        copy.version = Optional.of(version);
    }

    /// This version, or the newest where it is not here.
    ///
    /// @throws IllegalStateException when the shelf is empty
    synchronized Lease lease(PolicyVersion wanted) {
        var held = copies.stream().filter(copy -> copy.version.isPresent()).toList();
        return held.stream()
                .filter(copy -> copy.version.get().equals(wanted))
                .findFirst()
                .or(() -> held.stream().max(Comparator.comparing(copy -> copy.version.get())))
                .map(Lease::new)
                .orElseThrow(() -> new IllegalStateException("no weights have arrived yet"));
    }

    /// The newest version on the shelf.
    synchronized Optional<PolicyVersion> newest() {
        return copies.stream().flatMap(copy -> copy.version.stream()).max(Comparator.naturalOrder());
    }

    private Optional<Copy> spare() {
        var byAge = copies.stream()
                .sorted(Comparator.comparing(
                        copy -> copy.version.map(PolicyVersion::number).orElse(-1L)))
                .toList();
        return byAge.stream()
                .limit(Math.max(0, byAge.size() - keep + 1))
                .filter(copy -> copy.users == 0)
                .findFirst();
    }

    private Copy grow() {
        var copy = new Copy(new Transformer(Weights.zeros(config), 1, format));
        copies.add(copy);
        return copy;
    }

    /// Frees all weights; nobody may hold a lease.
    @Override
    public synchronized void close() {
        for (var copy : copies) {
            copy.freeExact();
            copy.policy.close();
            copy.policy.weights().close();
        }
        copies.clear();
    }
}
