package mathesis.actors.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mathesis.actors.CborMessage;
import mathesis.actors.Settings;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.RoundEnd;
import mathesis.corpus.rounds.TaskReport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MiningSerializationTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString(
                    "pekko.actor.provider = local, pekko.log-dead-letters = off")
            .withFallback(Settings.load(Optional.empty(), List.of()).resolved().withOnlyPath("pekko")));
    private static final MiningTask TASK = new MiningTask(2, Step.MINE, 17);

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    static Stream<CborMessage> messages() {
        var worker = KIT.<WarcWorker.Command>createTestProbe().ref();
        var by = KIT.<Noted>createTestProbe().ref();
        return Stream.of(
                new MiningController.WorkerReady(worker),
                new MiningController.Working(by, TASK, 0.25, "64 pages of a.warc.gz", 9),
                new MiningController.TaskDone(by, new TaskReport(TASK, Map.of("pages", 12.0, "html-bytes", 3e12))),
                new MiningController.TaskFailed(by, TASK, "a.warc.gz is missing"),
                new MiningController.TaskReturned(by, TASK),
                new WarcWorker.Deal(TASK),
                new WarcWorker.RunOver(new MiningOutcome.Waiting(2)),
                new WarcWorker.RunOver(
                        new MiningOutcome.Finished(4, new RoundEnd(10, 100, 0.984, 7, RoundEnd.Next.STOP_KNOWN))),
                new WarcWorker.RunFailed("no more disk"),
                new RangeEntity.Do(TASK),
                new RangeEntity.Move(),
                new Noted(TASK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void a_message_comes_out_as_it_went_in(CborMessage message) {
        assertEquals(message, KIT.serializationTestKit().verifySerialization(message, false));
    }

    @Test
    void no_message_that_may_cross_nodes_is_left_out() {
        var tested = messages().map(Object::getClass).collect(Collectors.toSet());
        var untested = new TreeSet<String>();
        for (var protocol :
                List.of(MiningController.Command.class, WarcWorker.Command.class, RangeEntity.Command.class)) {
            Arrays.stream(protocol.getPermittedSubclasses())
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .filter(type -> !tested.contains(type))
                    .forEach(type -> untested.add(type.getName()));
        }
        assertEquals(Set.of(), untested);
    }
}
