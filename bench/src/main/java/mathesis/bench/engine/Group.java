package mathesis.bench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// What can be asked for by name.
public enum Group {
    MACHINE("limits of the machine, per CPU-second of one thread or wall second of several", MachineGroup::of),
    GEMM("matrix products, weights packed before, per CPU-second of one thread", GemmGroup::of),
    DECODE("sampling at temperature 1, tokens per CPU-second of one thread; prefill not counted", DecodeGroup::of),
    GROUP("16 samples of one prompt (128 + 96 tokens) against 16 of their own; prefill counted", SharingGroup::of),
    TRAIN("forward, backward and AdamW, tokens per CPU-second of one thread", TrainGroup::of),
    THREADS("several threads over one, by the clock on the wall", ThreadsGroup::of),
    ELEMENTWISE("row kernels against the same loops in C (-O3 -ffast-math), nominal bytes", ElementwiseGroup::of),
    STEADY("heap bytes allocated once everything is warm", SteadyGroup::of),
    IDENTITY("largest difference between log-probabilities of the same tokens", IdentityGroup::of),
    MEMORY("memory of this run", MemoryGroup::of);

    private final String heading;
    private final Function<Setup, List<Measurement>> measurements;

    Group(String heading, Function<Setup, List<Measurement>> measurements) {
        this.heading = heading;
        this.measurements = measurements;
    }

    /// The group of a name on the command line; throws [IllegalArgumentException] with the names that there are.
    public static Group named(String label) {
        return Arrays.stream(values())
                .filter(group -> group.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is not one of " + labels()));
    }

    /// All names, with commas between them.
    public static String labels() {
        return String.join(", ", Arrays.stream(values()).map(Group::label).toList());
    }

    /// Its name on the command line.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String heading() {
        return heading;
    }

    /// Whether its figures are of whole models, which only warm kernels make worth anything.
    boolean runsModels() {
        return switch (this) {
            case DECODE, GROUP, TRAIN, THREADS, STEADY -> true;
            case MACHINE, GEMM, ELEMENTWISE, IDENTITY, MEMORY -> false;
        };
    }

    List<Measurement> measurements(Setup setup) {
        return measurements.apply(setup);
    }
}
