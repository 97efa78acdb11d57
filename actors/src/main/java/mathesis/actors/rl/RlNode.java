package mathesis.actors.rl;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mathesis.actors.Guardian;
import mathesis.actors.Settings;
import mathesis.actors.Settings.Cluster.Role;
import mathesis.actors.node.ClusterNode;
import mathesis.actors.node.NodeThreads;
import mathesis.actors.node.RunEnd;
import mathesis.actors.programs.ToolWiring;
import mathesis.engine.PretrainedModel;
import mathesis.learner.Packer;
import mathesis.learner.stream.AeronTransport;
import mathesis.learner.stream.BatchSubscription;
import mathesis.learner.stream.Channel;
import mathesis.learner.stream.TransportSettings;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One node of the ring: a member of the cluster with the actors, streams and threads that its roles ask for.
final class RlNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RlNode.class);

    /// What the node with the learner has besides.
    ///
    /// @param training   closed with the node
    /// @param controller leads the run from this node
    record Lead(PolicyTraining training, RunFolder folder, Behavior<RunController.Command> controller) {}

    private final Settings settings;
    private final PretrainedModel model;
    private final Path outboxFolder;
    private final Optional<Lead> lead;
    private final Timeline timeline;
    private final RunEnd<RunSummary> end;
    /// On nodes that grade.
    private final Optional<Rewards> rewards;
    /// On nodes that sample.
    private final ToolWiring tool;

    private final NodeThreads threads = new NodeThreads();
    private final List<Runnable> toClose = new ArrayList<>();
    private final AeronTransport transport;
    private final StreamLoop loop;
    private final ActorSystem<Void> system;

    /// Starts the node and lets it join its cluster.
    ///
    /// @param model        shape and tokenizer; its weights are not used
    /// @param outboxFolder journal of this node's publisher
    /// @param end          told when the node cannot go on
    RlNode(
            Settings settings,
            PretrainedModel model,
            Path outboxFolder,
            Optional<Lead> lead,
            Timeline timeline,
            RunEnd<RunSummary> end) {
        this.settings = settings;
        this.model = model;
        this.outboxFolder = outboxFolder;
        this.lead = lead;
        this.timeline = timeline;
        this.end = end;
        this.rewards =
                has(Role.REWARD) ? Optional.of(Rewards.of(settings, model.tokenizer(), timeline)) : Optional.empty();
        rewards.ifPresent(own -> toClose.add(own::close));
        this.tool = has(Role.ROLLOUT)
                ? ToolWiring.of(settings.tool(), settings.deadlines().deal())
                : ToolWiring.none();
        this.transport = AeronTransport.open(transportSettings());
        this.loop = new StreamLoop(e -> end.fail("the streams of this node failed", e));
        this.system = ActorSystem.create(
                Guardian.create(this::spawn, (actor, cause) -> end.fail("actor " + actor + " failed", cause)),
                ClusterNode.NAME,
                config());
        system.getWhenTerminated().thenRun(() -> end.fail("this node has left the cluster"));
        ClusterNode.join(system, settings.cluster().seedNodes());
    }

    private boolean has(Role role) {
        return settings.cluster().roles().contains(role);
    }

    private void spawn(ActorContext<Void> context) {
        var controller = controller(context);
        graders(context, controller);
        if (has(Role.ROLLOUT)) {
            sampling(context, controller);
        }
        lead.ifPresent(own -> learner(context, controller, own));
    }

    private ActorRef<RunController.Command> controller(ActorContext<Void> context) {
        var behavior = lead.map(Lead::controller).orElseGet(Behaviors::stopped);
        return ClusterSingleton.get(context.getSystem())
                .init(SingletonActor.of(behavior, "run-controller")
                        .withSettings(ClusterSingletonSettings.create(context.getSystem())
                                .withRole(name(Role.LEARNER))));
    }

    /// On nodes without the role sharding only knows the way.
    private void graders(ActorContext<Void> context, ActorRef<RunController.Command> controller) {
        var sharding = ClusterSharding.get(context.getSystem());
        if (!has(Role.REWARD)) {
            sharding.init(Entity.of(ProblemGrader.KEY, _ -> Behaviors.<ProblemGrader.Command>stopped())
                    .withRole(name(Role.REWARD)));
            return;
        }
        var publisher = publisher(context, controller);
        var parts = new ProblemGrader.Parts(
                rewards.orElseThrow().grading(), settings.deadlines().grade(), publisher);
        sharding.init(Entity.of(ProblemGrader.KEY, entity -> ProblemGrader.create(entity.getEntityId(), parts))
                .withRole(name(Role.REWARD)));
    }

    private ActorRef<BatchPublisher.Command> publisher(
            ActorContext<Void> context, ActorRef<RunController.Command> controller) {
        var publication = transport.publishBatches(batches());
        var resend = settings.deadlines().resend().toNanos();
        var outbox = new Outbox(outboxFolder, publication, resend, loop);
        toClose.add(outbox::close);
        var parts = new BatchPublisher.Parts(
                new Packer(settings.grpo()),
                outbox,
                threads.single("outbox"),
                controller,
                settings.deadlines().deliver(),
                timeline,
                System::nanoTime);
        return context.spawn(BatchPublisher.create(parts), "batch-publisher");
    }

    private void sampling(ActorContext<Void> context, ActorRef<RunController.Command> controller) {
        var shelf = new PolicyShelf(
                model.config(), settings.rollout().weights(), settings.grpo().maxStaleness() + 1);
        toClose.add(shelf::close);
        var sharding = ClusterSharding.get(context.getSystem());
        var workers = new ArrayList<ActorRef<RolloutWorker.Command>>();
        for (int i = 1; i <= settings.rollout().workerThreads(); i++) {
            var parts = new RolloutWorker.Parts(
                    new SolutionSampling(
                            shelf, model, settings, settings.reward().answers(), timeline, tool.tools()),
                    threads.single("sampler-" + i),
                    controller,
                    group -> sharding.entityRefFor(
                                    ProblemGrader.KEY, group.problem().id())
                            .tell(new ProblemGrader.Grade(group)),
                    settings.rollout().restAfterFailure());
            var worker = Behaviors.supervise(RolloutWorker.create(parts))
                    .onFailure(SupervisorStrategy.restartWithBackoff(
                            settings.rollout().restAfterFailure(), Duration.ofSeconds(30), 0.1));
            workers.add(context.spawn(worker, "rollout-worker-" + i));
        }
        var parts = new WeightReceiver.Parts(
                shelf,
                workers,
                settings.deadlines().resend(),
                settings.deadlines().weights(),
                System::nanoTime);
        var subscription = transport.subscribeWeights(weights(), model.config());
        toClose.add(subscription::close);
        context.spawn(WeightReceiver.create(parts, subscription, loop), "weight-receiver");
    }

    private void learner(ActorContext<Void> context, ActorRef<RunController.Command> controller, Lead own) {
        var publication = transport.publishWeights(weights());
        toClose.add(publication::close);
        var subscription = transport.subscribeBatches(batches());
        toClose.add(subscription::close);
        var inbox = new Inbox(own.folder.inbox());
        toClose.add(inbox::close);
        var parts = new Learner.Parts(
                own.training,
                inbox,
                new WeightsOutlet(
                        publication, loop, timeline, settings.deadlines().resend()),
                threads.single("learner"),
                threads.single("inbox"),
                controller,
                settings,
                timeline);
        var learner = context.spawn(Learner.create(parts), "learner");
        loop.add(() -> poll(subscription, learner));
    }

    private static boolean poll(BatchSubscription subscription, ActorRef<Learner.Command> learner) {
        var event = subscription.poll();
        event.ifPresent(happened -> {
            switch (happened) {
                case BatchSubscription.Event.Arrived(var batch) -> learner.tell(new Learner.Apply(batch));
                case BatchSubscription.Event.Dropped(var reason) ->
                    LOG.warn("a batch did not arrive whole and will be sent again: {}", reason);
            }
        });
        return event.isPresent();
    }

    private TransportSettings transportSettings() {
        var folder = settings.streams().folder();
        return folder.isEmpty()
                ? TransportSettings.usual()
                : TransportSettings.usual().in(Path.of(folder));
    }

    private Channel batches() {
        var streams = settings.streams();
        return switch (streams.kind()) {
            case IPC -> new Channel.Ipc();
            case UDP -> new Channel.Udp(streams.learnerHost(), streams.batchesPort());
        };
    }

    private Channel weights() {
        var streams = settings.streams();
        return switch (streams.kind()) {
            case IPC -> new Channel.Ipc();
            case UDP ->
                new Channel.Broadcast(
                        streams.learnerHost(),
                        streams.weightsPort(),
                        settings.cluster().host());
        };
    }

    private Config config() {
        return ClusterNode.config(
                settings, settings.cluster().roles().stream().map(RlNode::name).toList());
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /// Ends the actors, then the threads, then the streams. Memory that a thread may still be reading is left to the
    /// end of the process.
    @Override
    public void close() throws InterruptedException {
        var longest = settings.deadlines().stop();
        ClusterNode.leave(system, longest);
        tool.close();
        boolean stopped = threads.stop(longest);
        if (rewards.isPresent()) {
            stopped &= rewards.get().grading().stop(longest);
        }
        loop.close();
        if (!stopped) {
            LOG.warn("a thread still computes after {} s; what it uses is not freed", longest.toSeconds());
            return;
        }
        toClose.forEach(Runnable::run);
        transport.close();
        lead.ifPresent(own -> own.training.close());
    }
}
