package mathesis.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import mathesis.actors.Mathesis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, really killed: `kill -9` of any node in mid-round changes no byte of the corpus.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES) // about a minute on a quiet machine
class MiningKillTest {
    private static final Path HOME = Path.of(System.getProperty("mathesis.home"));
    private static final int ARCHIVES = 20;
    private static final int PAGES = 50;
    /// Archives of the first round that are mined when something is killed.
    private static final int MINED = 4;

    private static final String LEADS = "leads the run";
    private static final String JOINED = "-joined";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_crawl() throws IOException {
        var crawl = new TinyCrawl(20_251_124);
        crawl.write(folder.resolve("crawl"), ARCHIVES, PAGES);
        crawl.writeSeed(folder.resolve("seed.jsonl"), 20);
        Files.writeString(folder.resolve("seed.rules"), "maths0.example/\nmaths1.example/\nmaths2.example/notes/\n");
        Files.writeString(folder.resolve("rules"), "maths2.example/\nmaths3.example/\n");
        Files.writeString(folder.resolve("mine.conf"), """
                mathesis {
                  mining {
                    archives = ["%s"]
                    max-rounds = 2
                    stop-when-known = 1
                    token-budget = 60000
                    seed { documents = ["%s"], rules = "%s", positives = 300, negatives = 300 }
                    classifier { dim = 16, learning-rate = 0.5, epochs = 25, buckets = 20000, piece-words = 30, min-count = 1 }
                    text.min-words = 20
                    dedup { ranges = 4, memory-bytes = 1048576 }
                    domains { annotation = rules, rules = "%s", min-pages = 5 }
                    shards { target-bytes = 60000, parquet = false }
                  }
                  miners.threads = 1
                }
                pekko.cluster {
                  failure-detector.acceptable-heartbeat-pause = 3s
                  split-brain-resolver.stable-after = 3s
                }
                """.formatted(
                        folder.resolve("crawl"),
                        folder.resolve("seed.jsonl"),
                        folder.resolve("seed.rules"),
                        folder.resolve("rules")));
    }

    @AfterEach
    void leave_no_process_behind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void whatever_node_is_killed_in_mid_round_the_corpus_is_the_same() throws Exception {
        assertEquals(0, begin("undisturbed").waitFor(), () -> said("undisturbed"));
        var corpus = corpus("undisturbed");
        assertTrue(corpus.size() >= 6, "two rounds of at least two shards and a manifest: " + corpus.keySet());
        manifestsTell("undisturbed");

        aWorkerNodeIsKilled();
        assertEquals(corpus, corpus("worker"));
        theLeadingNodeIsKilledAndAnotherTakesOver();
        assertEquals(corpus, corpus("leader"));
        theOnlyNodeIsKilledAndTheRunIsResumed();
        assertEquals(corpus, corpus("alone"));
    }

    private void aWorkerNodeIsKilled() throws Exception {
        var two = twoNodes("worker");
        kill(two.other, "worker");
        assertEquals(0, two.leader.waitFor(), () -> said(two.leaderName));
        assertTrue(said(two.leaderName).contains("is gone"), () -> said(two.leaderName));
    }

    private void theLeadingNodeIsKilledAndAnotherTakesOver() throws Exception {
        var two = twoNodes("leader");
        kill(two.leader, "leader");
        assertEquals(0, two.other.waitFor(), () -> said(two.otherName));
        assertTrue(said(two.otherName).contains(LEADS), () -> said(two.otherName));
    }

    private record TwoNodes(Process leader, String leaderName, Process other, String otherName) {}

    /// Two nodes at work on the first round. They come up together, and either may lead.
    private TwoNodes twoNodes(String run) throws Exception {
        var first = begin(run, "--set", "pekko.cluster.min-nr-of-members=2");
        var second = join(run, first);
        String joined = run + JOINED;
        untilMined(run, first);
        return said(run).contains(LEADS)
                ? new TwoNodes(first, run, second, joined)
                : new TwoNodes(second, joined, first, run);
    }

    private void theOnlyNodeIsKilledAndTheRunIsResumed() throws Exception {
        var only = begin("alone");
        untilMined("alone", only);
        kill(only, "alone");
        var resumed = mathesis("alone-resumed", "--resume", run("alone").toString());
        assertEquals(0, resumed.waitFor(), () -> said("alone-resumed"));
    }

    /// Kills a node and makes sure that it was in mid-round.
    private void kill(Process process, String run) throws Exception {
        assertTrue(process.isAlive(), () -> said(run));
        process.destroyForcibly().waitFor();
        assertFalse(Files.exists(run(run).resolve("round-1/round.json")), "the first round was not over");
    }

    private void untilMined(String run, Process process) throws Exception {
        while (process.isAlive() && mined(run) < MINED) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    private long mined(String run) throws IOException {
        var journal = run(run).resolve("journal.jsonl");
        return Files.exists(journal)
                ? Files.readAllLines(journal).stream()
                        .filter(line -> line.contains("\"MINE\""))
                        .count()
                : 0;
    }

    private Process begin(String run, String... more) throws IOException {
        var arguments = new ArrayList<>(
                List.of("--config", folder.resolve("mine.conf").toString(), "--run-dir", run(run).toString()));
        arguments.addAll(List.of(more));
        return mathesis(run, arguments.toArray(String[]::new));
    }

    /// Takes part as soon as there is a run.
    private Process join(String run, Process leader) throws Exception {
        while (leader.isAlive() && !Files.exists(run(run).resolve("settings.conf"))) {
            leader.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return mathesis(run + JOINED, "--join", run(run).toString());
    }

    private Path run(String run) {
        return folder.resolve("runs").resolve(run);
    }

    private Process mathesis(String name, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + HOME.resolve("cluster-conf/jvm.options"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // short lives
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Mathesis.class.getName(),
                "mine"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
        started.add(process);
        return process;
    }

    private String said(String name) {
        try {
            return Files.readString(folder.resolve(name + ".out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Checksums of the shards of all rounds and of their manifests, by file.
    private Map<String, String> corpus(String run) throws Exception {
        var sums = new TreeMap<String, String>();
        for (int round = 1; round <= 2; round++) {
            var shards = run(run).resolve("round-" + round).resolve("shards");
            try (var files = Files.walk(shards)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    sums.put("round-" + round + "/" + shards.relativize(file), sha256(file));
                }
            }
        }
        return sums;
    }

    /// What is on the disk is what the manifests say.
    private void manifestsTell(String run) throws Exception {
        for (int round = 1; round <= 2; round++) {
            var manifest = JSON.readTree(
                    run(run).resolve("round-" + round + "/shards/manifest.json").toFile());
            var text = manifest.toString();
            for (var sum : corpus(run).entrySet()) {
                if (sum.getKey().startsWith("round-" + round) && !sum.getKey().endsWith("manifest.json")) {
                    assertTrue(text.contains(sum.getValue()), () -> sum + " is not in " + text);
                }
            }
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
