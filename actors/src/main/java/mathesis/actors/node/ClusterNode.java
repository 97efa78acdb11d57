package mathesis.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mathesis.actors.Settings;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How an actor system becomes a member of a cluster, and how it goes.
public final class ClusterNode {
    /// Of every actor system: only systems of one name join.
    public static final String NAME = "mathesis";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

    private ClusterNode() {}

    /// Pekko's configuration of a node.
    public static Config config(Settings settings, List<String> roles) {
        var cluster = settings.cluster();
        var own = ConfigFactory.parseMap(Map.of(
                "pekko.remote.artery.canonical.hostname", cluster.host(),
                "pekko.remote.artery.canonical.port", cluster.port()));
        return own.withValue("pekko.cluster.roles", ConfigValueFactory.fromIterable(roles))
                .withFallback(settings.resolved().withOnlyPath("pekko"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    /// Joins the cluster of the nodes named, as `host:port`; founds one of its own where none are.
    public static void join(ActorSystem<?> system, List<String> seedNodes) {
        var cluster = Cluster.get(system);
        var seeds = seedNodes.stream()
                .map(seed -> AddressFromURIString.parse("pekko://" + NAME + "@" + seed))
                .toList();
        cluster.manager()
                .tell(seeds.isEmpty() ? Join.create(cluster.selfMember().address()) : new JoinSeedNodes(seeds));
    }

    /// Ends the actors and waits for it, up to a time. A node that others know says good-bye; one that is alone need
    /// not.
    public static void leave(ActorSystem<?> system, Duration longest) {
        var members = Cluster.get(system).state().getMembers().iterator();
        boolean known = members.hasNext() && members.next() != null && members.hasNext();
        if (known) {
            CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
        } else {
            system.terminate();
        }
        var ended = system.getWhenTerminated().thenApply(_ -> true).toCompletableFuture();
        if (!ended.completeOnTimeout(false, longest.toMillis(), TimeUnit.MILLISECONDS)
                .join()) {
            LOG.warn("the actors did not end in {} s", longest.toSeconds());
        }
    }
}
