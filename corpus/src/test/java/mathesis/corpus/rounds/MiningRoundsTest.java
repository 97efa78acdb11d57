package mathesis.corpus.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mathesis.corpus.Document;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.MiningConfig.Domains.Annotation;
import mathesis.corpus.rounds.MiningPlan.Position;
import mathesis.corpus.shard.Manifest;
import mathesis.corpus.shard.ShardReader;
import mathesis.corpus.shard.Verification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole rounds over a small crawl, task by task, without a cluster.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MiningRoundsTest {
    private static final int PAGES_OF_A_HOST = 20;

    @TempDir
    private Path folder;

    private MiningConfig config;

    @BeforeEach
    void crawl() throws IOException {
        SmallCrawl.write(folder.resolve("crawl"), 3, PAGES_OF_A_HOST, 1);
        Files.writeString(folder.resolve("seed.rules"), "algebra0.example/notes/\n");
        Files.writeString(folder.resolve("annotated.rules"), "algebra1.example/\nalgebra2.example/\nmixed.example/notes/\n");
        Files.writeString(
                folder.resolve("benchmark.jsonl"), "{\"question\":\"" + SmallCrawl.BENCHMARK + "\",\"answer\":\"72\"}\n");
        config = config(Long.MAX_VALUE);
    }

    private MiningConfig config(long tokenBudget) {
        return new MiningConfig(
                List.of(folder.resolve("crawl").toString()),
                2,
                0.98,
                tokenBudget,
                "",
                new MiningConfig.Seed(List.of(), folder.resolve("seed.rules").toString(), 1000, 45, 0.2, 7),
                new MiningConfig.Classifier(16, 0.5, 2, 1, 20, 5000, 40, 1),
                new MiningConfig.FirstPass(0.99),
                new MiningConfig.Text(20, List.of(), 0.3),
                new MiningConfig.Dedup(20, 6, 0.72, 3, 1 << 20),
                new MiningConfig.Decontamination(
                        List.of(folder.resolve("benchmark.jsonl").toString()), List.of("question"), List.of()),
                new MiningConfig.Domains(
                        0.1, 5, Annotation.RULES, folder.resolve("annotated.rules").toString()),
                new MiningConfig.Shards(30_000, true));
    }

    /// Does a run; `order` may change what is done between two tasks.
    private MiningFolder mine(String name, UnaryOperator<List<MiningTask>> again) throws IOException {
        var run = new MiningFolder(folder.resolve(name));
        var archives = ArchiveList.find(config.archives());
        archives.write(run.archives());
        var plan = new MiningPlan(new RunFacts(run, config, archives.size()), List.of());
        for (var task = plan.deal(); task.isPresent(); task = plan.deal()) {
            for (var each : again.apply(List.of(task.get()))) {
                var runner = new TaskRunner(run, config, TokenCounter.BYTES_BY_FOUR, Runnable::run);
                assertEquals(each, runner.run(each, (_, _) -> {}).task());
            }
            assertTrue(plan.finish(task.get()));
        }
        assertTrue(plan.position() instanceof Position.Finished, plan.position().toString());
        return run;
    }

    private MiningFolder mine(String name) throws IOException {
        return mine(name, tasks -> tasks);
    }

    private static List<Document> documents(MiningFolder.Round round) throws IOException {
        var documents = new ArrayList<Document>();
        try (var files = Files.list(round.shards())) {
            for (var file : files.filter(f -> f.toString().endsWith(".jsonl.zst")).sorted().toList()) {
                try (var in = ShardReader.open(file)) {
                    for (var document = in.next(); document.isPresent(); document = in.next()) {
                        documents.add(document.get());
                    }
                }
            }
        }
        return documents;
    }

    private static Map<String, Long> byHost(List<Document> documents) {
        return documents.stream()
                .collect(Collectors.groupingBy(
                        document -> document.url().split("/")[2], TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Funnel> funnels(MiningFolder.Round round) throws IOException {
        int shards = JsonFile.read(round.rank(), Rank.class).shards().size();
        var funnels = new TreeMap<String, Funnel>();
        for (int shard = 0; shard < shards; shard++) {
            funnels.putAll(JsonFile.read(round.shardReport(shard), ShardReport.class).funnels());
        }
        return funnels;
    }

    @Test
    void two_rounds_find_the_mathematics_of_every_host_and_nothing_else() throws IOException {
        var run = mine("run");
        var hosts = byHost(documents(run.round(2)));

        // one of the three twins is left, under the URL of the better rank
        assertEquals(2 * PAGES_OF_A_HOST + 1, hosts.get("algebra0.example") + hosts.get("algebra1.example"));
        assertEquals(PAGES_OF_A_HOST, hosts.get("algebra2.example"));
        assertEquals(PAGES_OF_A_HOST / 2, hosts.get("mixed.example"));
        assertEquals(4, hosts.size(), hosts.toString());
    }

    @Test
    void no_record_is_lost_on_the_way() throws IOException {
        var round = mine("run").round(2); // whose classifier has seen mathematics of every host
        var total = funnels(round).values().stream().reduce(Funnel.EMPTY, Funnel::plus);

        assertEquals(SmallCrawl.HOSTS * PAGES_OF_A_HOST + 5 + 3, total.read()); // pages, oddities, a warcinfo of each archive
        assertEquals(documents(round).size(), total.kept());
        assertEquals(3, total.dropped(DropReason.NOT_A_RESPONSE));
        assertEquals(1, total.dropped(DropReason.NOT_HTML));
        assertEquals(1, total.dropped(DropReason.CONTAMINATED));
        assertEquals(1, total.dropped(DropReason.URL_DUPLICATE));
        assertEquals(1, total.dropped(DropReason.EXACT_DUPLICATE));
        assertEquals(0, total.dropped(DropReason.BUDGET));
        assertEquals(JsonFile.read(round.rank(), Rank.class).documents(), total.kept());
        var manifest = Manifest.read(round.shards());
        assertEquals(total, manifest.total());
        assertEquals(List.of(), Verification.of(round.shards(), manifest, _ -> {}));
        assertEquals("0.72", manifest.settings().get("mathesis.mining.dedup.min-jaccard"));
    }

    @Test
    void a_budget_keeps_the_best_scored() throws IOException {
        var all = documents(mine("all").round(1));
        long budget = all.stream().mapToLong(Document::tokens).sum() / 2;
        config = config(budget);
        var best = documents(mine("half").round(1));

        long tokens = best.stream().mapToLong(Document::tokens).sum();
        assertTrue(tokens <= budget && tokens > budget * 0.9, tokens + " of " + budget);
        double worst = best.stream().mapToDouble(Document::score).min().orElseThrow();
        var better = all.stream().filter(document -> document.score() > worst).toList();
        assertTrue(best.containsAll(better), "a better document was left out");
    }

    @Test
    void tasks_that_are_done_again_and_out_of_order_leave_the_same_corpus() throws IOException {
        var undisturbed = mine("undisturbed");
        var random = new Random(5);
        var done = new ArrayList<MiningTask>();
        var disturbed = mine("disturbed", tasks -> {
            var more = new ArrayList<>(tasks);
            // as after a node died and a slow one came back: a task of this step is done once more
            done.stream()
                    .filter(task -> task.round() == tasks.getFirst().round()
                            && task.step() == tasks.getFirst().step()
                            && random.nextInt(3) == 0)
                    .forEach(more::add);
            more.addAll(tasks);
            done.addAll(tasks);
            return more;
        });

        for (int round = 1; round <= 2; round++) {
            var expected = bytes(undisturbed.round(round));
            assertFalse(expected.isEmpty());
            assertEquals(expected, bytes(disturbed.round(round)));
        }
    }

    private static Map<String, String> bytes(MiningFolder.Round round) throws IOException {
        var bytes = new TreeMap<String, String>();
        try (var files = Files.list(round.shards())) {
            for (var file : files.toList()) {
                bytes.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return bytes;
    }

    @Test
    void a_domain_of_which_much_was_kept_is_listed_and_others_are_not() throws IOException {
        var lines = Files.readAllLines(mine("run").round(2).domains());

        var listed = lines.stream().skip(1).map(line -> line.split("\t")[1]).sorted().toList();
        assertEquals(List.of("algebra0.example", "algebra1.example", "algebra2.example", "mixed.example"), listed);
    }
}
