package mathesis.actors.mining;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import mathesis.actors.Guardian;
import mathesis.actors.Settings;
import mathesis.actors.node.ClusterNode;
import mathesis.actors.node.NodeThreads;
import mathesis.actors.node.RunEnd;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningPlan;
import mathesis.corpus.rounds.MiningTask.Step;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One node of a mining run: a member of the cluster with its workers, and with the controller when it is the oldest.
final class MiningNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MiningNode.class);
    private static final String ROLE = "mining";
    /// Of a worker that has failed by itself.
    private static final Duration REST = Duration.ofSeconds(1);
    /// Workers tell every second what they do: a node that takes a run over hears most of them.
    private static final Duration LISTEN = Duration.ofSeconds(3);

    /// What a node does its work with.
    ///
    /// @param facts    what the controller must know of the run
    /// @param work     does tasks, given the threads on which a classifier is trained
    /// @param listener watches the run while this node leads it
    record Parts(
            Settings settings,
            MiningFolder folder,
            MiningPlan.Facts facts,
            Function<Executor, MiningWork> work,
            MiningListener listener) {}

    private final Parts parts;
    private final RunEnd<MiningOutcome> end;
    /// With it the cluster begins: nobody else can be at work.
    private final boolean founder;

    private final NodeThreads threads = new NodeThreads();
    private final Executor disk = threads.single("journal");
    private final TaskThreads taskThreads;
    private final NodeFiles nodes;
    private final ActorSystem<Void> system;
    private final String address;

    /// Starts the node and lets it join the nodes named, or found a cluster where none are.
    ///
    /// @param end told how the run ends, and when this node cannot go on
    MiningNode(Parts parts, List<String> seedNodes, RunEnd<MiningOutcome> end) throws IOException {
        this.parts = parts;
        this.end = end;
        this.founder = seedNodes.isEmpty();
        var settings = parts.settings;
        var training =
                threads.several("training", settings.mining().classifier().threads());
        this.taskThreads = new TaskThreads(
                parts.work.apply(training),
                settings.miners().workerThreads(),
                settings.deadlines().mine(),
                InstantSource.system());
        this.nodes = new NodeFiles(parts.folder.nodes());
        this.system = ActorSystem.create(
                Guardian.create(this::spawn, (actor, cause) -> end.fail("actor " + actor + " failed", cause)),
                ClusterNode.NAME,
                config());
        this.address = name(system.address());
        system.getWhenTerminated().thenRun(() -> end.fail("this node has left the cluster"));
        nodes.add(address);
        ClusterNode.join(system, seedNodes);
        giveUpJoining(seedNodes);
    }

    private void giveUpJoining(List<String> seedNodes) {
        var longest = parts.settings.deadlines().start();
        String waited = longest.toSeconds() + " s (deadlines.start)";
        String reason = founder
                ? "the cluster was not complete in " + waited + "; pekko.cluster.min-nr-of-members says how many nodes"
                        + " it waits for"
                : "none of the nodes " + String.join(", ", seedNodes) + " has let this one in for " + waited
                        + "; if they were killed, lead the run from here with ./mathesis mine --resume "
                        + parts.folder.root();
        system.scheduler().scheduleOnce(longest, () -> requireIn(reason), system.executionContext());
    }

    private void requireIn(String reason) {
        var status = Cluster.get(system).selfMember().status();
        if (status == MemberStatus.joining() || status == MemberStatus.removed()) {
            end.fail(reason);
        }
    }

    /// Nodes that cannot be reached are taken for dead by the side that gets the [SplitLease].
    ///
    /// An entity that works hears of nobody for long and is not idle for that: only it ends itself.
    private Config config() {
        return ConfigFactory.parseMap(Map.of(
                        "pekko.cluster.split-brain-resolver.active-strategy",
                        "lease-majority",
                        "pekko.cluster.split-brain-resolver.lease-majority.lease-implementation",
                        SplitLease.CONFIG,
                        "pekko.cluster.split-brain-resolver.lease-majority.role",
                        ROLE,
                        "pekko.cluster.sharding.passivation.strategy",
                        "none",
                        SplitLease.CONFIG + ".lease-class",
                        SplitLease.class.getName(),
                        SplitLease.CONFIG + ".file",
                        parts.folder.splitLock().toString()))
                .withFallback(ClusterNode.config(parts.settings, List.of(ROLE)));
    }

    private void spawn(ActorContext<Void> context) {
        var controller = ClusterSingleton.get(context.getSystem())
                .init(SingletonActor.of(MiningController.create(controllerParts(context)), "mining-controller")
                        .withSettings(ClusterSingletonSettings.create(context.getSystem())
                                .withRole(ROLE)));
        entities(context, controller);
        var worker = new WarcWorker.Parts(taskThreads, controller, this::onEnd);
        for (int i = 1; i <= parts.settings.miners().workerThreads(); i++) {
            context.spawn(
                    Behaviors.supervise(WarcWorker.create(worker))
                            .onFailure(SupervisorStrategy.restartWithBackoff(REST, Duration.ofSeconds(30), 0.1)),
                    "warc-worker-" + i);
        }
    }

    private MiningController.Parts controllerParts(ActorContext<Void> context) {
        var settings = parts.settings;
        var sharding = ClusterSharding.get(context.getSystem());
        var own = Cluster.get(context.getSystem()).selfMember().address();
        return new MiningController.Parts(
                () -> new MiningLedger(parts.folder, parts.facts),
                disk,
                (task, order) -> sharding.entityRefFor(RangeEntity.key(task.step()), Integer.toString(task.part()))
                        .tell(order),
                who -> who.path().address().hasGlobalScope() ? name(who.path().address()) : name(own),
                new MiningController.Limits(
                        settings.miners().attempts(),
                        settings.deadlines().mine(),
                        settings.deadlines().start(),
                        founder ? Duration.ZERO : LISTEN),
                parts.listener,
                end,
                System::nanoTime,
                System::currentTimeMillis);
    }

    private void entities(ActorContext<Void> context, ActorRef<MiningController.Command> controller) {
        var sharding = ClusterSharding.get(context.getSystem());
        for (var step : List.of(Step.DEDUPLICATE, Step.TALLY)) {
            sharding.init(Entity.of(
                            RangeEntity.key(step),
                            entity -> RangeEntity.create(new RangeEntity.Parts(
                                    taskThreads,
                                    controller,
                                    self -> entity.getShard().tell(new ClusterSharding.Passivate<>(self)))))
                    .withRole(ROLE)
                    .withStopMessage(new RangeEntity.Move()));
        }
    }

    private void onEnd(WarcWorker.Command word) {
        switch (word) {
            case WarcWorker.RunOver(var outcome) -> end.finish(outcome);
            case WarcWorker.RunFailed(var reason) -> end.fail(reason);
            default -> throw new IllegalArgumentException("not an end: " + word);
        }
    }

    private static String name(Address address) {
        return address.getHost().orElse("") + ":"
                + address.getPort().map(String::valueOf).orElse("");
    }

    /// Leaves the cluster, then ends the threads. What they were doing is not lost but done again.
    @Override
    public void close() throws InterruptedException, IOException {
        var longest = parts.settings.deadlines().stop();
        ClusterNode.leave(system, longest);
        boolean stopped = taskThreads.stop(longest);
        stopped &= threads.stop(longest);
        if (!stopped) {
            LOG.warn("a thread still works after {} s", longest.toSeconds());
        }
        nodes.remove(address);
    }
}
