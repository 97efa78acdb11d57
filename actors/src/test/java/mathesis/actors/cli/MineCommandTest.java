package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mathesis.corpus.domain.Annotations;
import mathesis.corpus.rounds.ArchiveList;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningJournal;
import mathesis.corpus.rounds.MiningTask;
import mathesis.corpus.rounds.MiningTask.Step;
import mathesis.corpus.rounds.Rank;
import mathesis.corpus.rounds.RoundEnd;
import mathesis.corpus.rounds.TaskReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on run folders that lie there as a run would leave them; whole runs are in the tests of the cluster.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MineCommandTest {
    private static final int ARCHIVES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private MiningFolder run;

    @BeforeEach
    void begin_a_run() throws IOException {
        run = new MiningFolder(Files.createDirectories(folder.resolve("run")));
        for (int i = 0; i < ARCHIVES; i++) {
            Files.writeString(folder.resolve("a%d.warc".formatted(i)), "");
        }
        ArchiveList.find(List.of(folder.toString())).write(run.archives());
        Files.writeString(run.settings(), "mathesis.mining.dedup.ranges = 2");
    }

    @Test
    void without_an_aim_the_command_names_what_there_is() {
        CommandRun.of("mine").assertWrongUsage("--config", "--resume", "--join", "status, annotate");
        CommandRun.of("mine", "--resume", folder, "--join", folder).assertWrongUsage("mutually exclusive");
        CommandRun.of("mine", "--resume", folder, "--run-dir", folder).assertWrongUsage("--run-dir is for new runs");
        CommandRun.of("mine", "--resume", folder).assertFailed("holds no mining run");
        CommandRun.of("mine", "--join", folder).assertFailed("holds no mining run");
        CommandRun.of("mine", "status", folder).assertFailed("holds no mining run");
        CommandRun.of("mine", "annotate", folder).assertFailed("holds no mining run");
    }

    @Test
    void archives_that_are_not_there_and_folders_that_are_full_are_named() throws IOException {
        var config = folder.resolve("mine.conf");
        Files.writeString(config, "");
        CommandRun.of("mine", "--config", config, "--run-dir", folder.resolve("new"))
                .assertWrongUsage("mathesis.mining.archives is empty");
        String archives = "mining.archives=[\"" + folder.resolve("nowhere") + "\"]";
        CommandRun.of("mine", "--config", config, "--run-dir", folder.resolve("new"), "--set", archives)
                .assertFailed("mathesis.mining.archives names", "no archive was found");
        assertFalse(Files.exists(folder.resolve("new")));
        CommandRun.of("mine", "--config", config, "--run-dir", run.root())
                .assertFailed("already holds a run", "--resume");
        CommandRun.of("mine", "--config", config, "--run-dir", folder).assertFailed("is not empty");
    }

    @Test
    void the_status_of_a_run_that_was_stopped_says_where_and_how_to_go_on() throws IOException {
        journal(tasks(Step.SAMPLE, ARCHIVES), tasks(Step.TRAIN, 1), tasks(Step.MINE, 2));
        var status = CommandRun.of("mine", "status", run.root()).assertDone().out();
        assertTrue(status.contains("The run was stopped: round 1, mine, 2 of 3 archives done."), status);
        assertTrue(status.contains("./mathesis mine --resume " + run.root()), status);
        assertTrue(status.contains("mine    2 of 3"), status);
        assertTrue(status.contains("pages 20"), status);
    }

    @Test
    void a_classifier_that_learned_nothing_is_warned_of() throws IOException {
        journal(tasks(Step.SAMPLE, ARCHIVES), tasks(Step.TRAIN, 1));
        Files.createDirectories(run.round(1).root());
        Files.writeString(run.round(1).classifierReport(), """
                {"positives":9,"negatives":9,"finalLoss":0.693,"uninformedLoss":0.693,"warning":"more epochs"}""");
        var status = CommandRun.of("mine", "status", run.root()).assertDone().out();
        assertTrue(status.contains("Warning, classifier of round 1: more epochs"), status);
    }

    @Test
    void the_status_of_a_run_that_goes_on_says_so_to_people_and_programs() throws IOException {
        journal(tasks(Step.SAMPLE, ARCHIVES));
        try (var _ = MiningJournal.open(run.journal())) {
            var status =
                    CommandRun.of("mine", "status", run.root()).assertDone().out();
            assertTrue(status.contains("The run is going on: round 1, train"), status);
            var json = JSON.readTree(CommandRun.of("mine", "status", run.root(), "--json")
                    .assertDone()
                    .out());
            assertTrue(json.get("running").asBoolean());
            assertEquals("train", json.get("step").asText());
            assertEquals(3, json.at("/rounds/0/steps/0/done").asInt());
            assertEquals(30, json.at("/rounds/0/steps/0/figures/pages").asInt());
        }
    }

    @Test
    void a_run_that_waits_says_which_file_to_edit() throws IOException {
        endRound();
        var status = CommandRun.of("mine", "status", run.root()).assertDone().out();
        assertTrue(status.contains("waits for the annotations of round 1"), status);
        assertTrue(status.contains(run.round(1).domains().toString()), status);
        CommandRun.of("mine", "annotate", run.root()).assertFailed("nobody has answered in", "--accept-none");
        assertFalse(Files.exists(run.round(1).annotations()));
    }

    @Test
    void an_edited_list_is_the_answer() throws IOException {
        endRound();
        Files.writeString(run.round(1).domains(), "accept\tdomain\tpages\n/q/\ta.org\t9\n\tb.org\t8\n");
        var said = CommandRun.of("mine", "annotate", run.root()).assertDone().out();
        assertTrue(said.contains("of 2 listed domains 1 are accepted, with 1 URL rules"), said);
        assertTrue(said.contains("1 are undecided"), said);
        assertTrue(Annotations.read(run.round(1).annotations()).rules().matches("http://a.org/q/7"));
        CommandRun.of("mine", "annotate", run.root()).assertFailed("does not wait for annotations");
    }

    @Test
    void what_is_wrong_in_a_list_is_named_with_its_line_and_answers_nothing() throws IOException {
        endRound();
        var table = folder.resolve("mine.tsv");
        Files.writeString(table, "accept\tdomain\nyes\ta.org\nperhaps\tb.org\n");
        CommandRun.of("mine", "annotate", run.root(), "--from", table)
                .assertFailed("mine.tsv line 3", "path prefixes that begin with /");
        assertFalse(Files.exists(run.round(1).annotations()));
    }

    @Test
    void every_listed_domain_may_be_accepted_at_once_or_none() throws IOException {
        endRound();
        CommandRun.of("mine", "annotate", run.root(), "--accept-all-listed").assertDone();
        assertEquals(2, Annotations.read(run.round(1).annotations()).accepted());
        Files.delete(run.round(1).annotations());
        CommandRun.of("mine", "annotate", run.root(), "--accept-none").assertDone();
        assertEquals(0, Annotations.read(run.round(1).annotations()).accepted());
    }

    @Test
    void rules_answer_for_the_listed_domains_they_name() throws IOException {
        endRound();
        var rules = folder.resolve("rules");
        Files.writeString(rules, "a.org/math/\n!a.org/math/jokes\nother.org/\n");
        CommandRun.of("mine", "annotate", run.root(), "--rules", rules).assertDone();
        var accepted = Annotations.read(run.round(1).annotations());
        assertEquals(1, accepted.accepted());
        assertTrue(accepted.rules().matches("https://a.org/math/1"));
        assertFalse(accepted.rules().matches("https://a.org/math/jokes/1"));
        assertFalse(accepted.rules().matches("https://other.org/"));
        Files.delete(run.round(1).annotations());
        Files.writeString(rules, "other.org/\n");
        CommandRun.of("mine", "annotate", run.root(), "--rules", rules).assertFailed("names none of the domains");
    }

    /// A round of two listed domains after which another follows.
    private void endRound() throws IOException {
        var round = run.round(1);
        Files.createDirectories(round.root());
        JSON.writeValue(round.rank().toFile(), new Rank(new Rank.Cut(0, 1, 1), 5, 50, List.of(new Rank.Shard(0, 3))));
        JSON.writeValue(round.end().toFile(), new RoundEnd(5, 50, 0, 2, RoundEnd.Next.ROUND));
        Files.writeString(round.domains(), "accept\tdomain\tpages\n\ta.org\t9\n\tb.org\t8\n");
        journal(
                tasks(Step.SAMPLE, ARCHIVES),
                tasks(Step.TRAIN, 1),
                tasks(Step.MINE, ARCHIVES),
                tasks(Step.DEDUPLICATE, 2),
                tasks(Step.RANK, 1),
                tasks(Step.WRITE, 1),
                tasks(Step.TALLY, 2),
                tasks(Step.CLOSE, 1));
    }

    @SafeVarargs
    private void journal(List<TaskReport>... steps) throws IOException {
        try (var journal = MiningJournal.open(run.journal())) {
            for (var step : steps) {
                for (var report : step) {
                    journal.append(report);
                }
            }
        }
    }

    private static List<TaskReport> tasks(Step step, int parts) {
        var reports = new ArrayList<TaskReport>();
        for (int i = 0; i < parts; i++) {
            reports.add(new TaskReport(new MiningTask(1, step, i), Map.of("pages", 10.0)));
        }
        return reports;
    }
}
