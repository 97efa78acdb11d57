package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WarcCommandsTest {
    @TempDir
    private Path folder;

    private Path tree;
    private Path out;
    private Path archive;

    @BeforeEach
    void pages() throws IOException {
        tree = folder.resolve("tree");
        out = folder.resolve("out");
        archive = out.resolve("crawl-00000.warc.gz");
        for (int i = 0; i < 3; i++) {
            var page = tree.resolve("pkg-" + i).resolve("usr/share/doc/index.html");
            Files.createDirectories(page.getParent());
            Files.writeString(page, "<!DOCTYPE html><p>page " + i);
        }
    }

    @Test
    void pack_makes_archives_that_check_finds_whole() {
        var packed = pack("--strip", "usr/share/doc,usr/share");
        assertTrue(packed.out().startsWith("3 pages of 3 hosts, 0.0 MB, in 1 archives in " + out), packed.out());
        var checked = CommandRun.of("warc", "check", archive).assertDone();
        assertEquals(
                List.of(
                        "type records",
                        "response 3",
                        "warcinfo 1",
                        "all 4",
                        "",
                        "outcome records",
                        "PAGE 3",
                        "NOT_A_RESPONSE 1",
                        "",
                        "no damage"),
                lines(checked));
    }

    @Test
    void pack_cuts_names_and_dates_archives_as_told() throws IOException {
        pack("--pages-per-archive", 2, "--prefix", "docs", "--shuffle-seed", 4, "--date", "2026-01-31T12:00:00Z");
        assertTrue(Files.exists(out.resolve("docs-00001.warc.gz")));
        byte[] first = Files.readAllBytes(out.resolve("docs-00000.warc.gz"));
        CommandRun.of(
                        "warc",
                        "pack",
                        tree,
                        "--output",
                        folder.resolve("again"),
                        "--pages-per-archive",
                        2,
                        "--prefix",
                        "docs",
                        "--shuffle-seed",
                        4,
                        "--date",
                        "2026-01-31T12:00:00Z")
                .assertDone();
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("again").resolve("docs-00000.warc.gz")));
    }

    @Test
    void a_folder_may_be_given_a_name() {
        CommandRun.of("warc", "pack", "mine=" + tree, "--output", out).assertDone();
        var listed = CommandRun.of("warc", "list", archive).assertDone().out();
        assertTrue(listed.contains("https://mine.example/pkg-0/usr/share/doc/index.html"), listed);
    }

    @Test
    void list_shows_a_line_a_record() throws IOException {
        pack("--strip", "usr/share/doc");
        var lines = CommandRun.of("warc", "list", archive)
                .assertDone()
                .out()
                .lines()
                .toList();
        assertEquals(4, lines.size());
        assertEquals(
                "0 warcinfo - application/warc-fields 89 NOT_A_RESPONSE -",
                lines.getFirst().strip().replaceAll(" +", " "));
        var last = lines.getLast().strip().replaceAll(" +", " ");
        assertTrue(last.matches("\\d+ response 200 text/html 88 PAGE https://pkg-2.example/index.html"), last);
    }

    @Test
    void list_writes_json_when_asked() throws IOException {
        pack();
        var lines = CommandRun.of("warc", "list", "--json", archive, archive)
                .assertDone()
                .out()
                .lines()
                .toList();
        assertEquals(8, lines.size());
        var object = new ObjectMapper().readTree(lines.get(1));
        assertEquals(
                "https://pkg-0.example/usr/share/doc/index.html",
                object.path("url").textValue());
        assertEquals(200, object.path("status").intValue());
        assertEquals("PAGE", object.path("outcome").textValue());
        assertEquals(1, object.path("record").intValue());
    }

    @Test
    void check_fails_on_damage_and_says_what_is_lost() throws IOException {
        pack();
        byte[] bytes = Files.readAllBytes(archive);
        var damaged = Files.write(folder.resolve("damaged.warc.gz"), Arrays.copyOf(bytes, bytes.length - 20));
        var checked = CommandRun.of("warc", "check", archive, damaged);
        assertEquals(CommandLines.FAILED, checked.code());
        assertTrue(lines(checked).contains("damaged: " + damaged), checked.out());
        assertTrue(lines(checked).contains("TRUNCATED 1"), checked.out());
        assertTrue(lines(checked).contains("1 of 2 archives damaged"), checked.out());
    }

    @Test
    void check_counts_damage_that_cost_nothing() throws IOException {
        pack();
        var junk = Files.write(folder.resolve("junk.warc.gz"), Files.readAllBytes(archive));
        Files.write(junk, new byte[100], java.nio.file.StandardOpenOption.APPEND);
        var checked = CommandRun.of("warc", "check", junk);
        assertEquals(CommandLines.FAILED, checked.code());
        assertTrue(lines(checked).contains("JUNK 1"), checked.out());
        assertTrue(lines(checked).contains("PAGE 3"), checked.out());
    }

    @Test
    void what_archives_hold_does_not_steer_the_terminal() throws IOException {
        var record = "WARC/1.0\r\nWARC-Type: \033[2J\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
        var file = Files.writeString(folder.resolve("a.warc"), record);
        var listed = CommandRun.of("warc", "list", file).assertDone().out();
        assertEquals(-1, listed.indexOf('\033'));
        assertTrue(listed.contains("[2j"), listed);
    }

    @Test
    void wrong_flags_are_named() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        var empty = Files.createDirectory(folder.resolve("empty"));
        CommandRun.of("warc").assertWrongUsage("name a command: list, check, pack");
        CommandRun.of("warc", "list", folder.resolve("none")).assertWrongUsage("none", "does not exist");
        CommandRun.of("warc", "pack", tree, "--output", file).assertWrongUsage("is a file; a folder is needed");
        CommandRun.of("warc", "pack", file, "--output", out).assertWrongUsage("is no folder");
        CommandRun.of("warc", "pack", empty, "--output", out).assertWrongUsage("has no folders in it");
        CommandRun.of("warc", "pack", "A B=" + tree, "--output", out).assertWrongUsage("'A B' is no name of a host");
        CommandRun.of("warc", "pack", tree, "--output", out, "--prefix", "a/b").assertWrongUsage("--prefix is 'a/b'");
        CommandRun.of("warc", "pack", tree, "--output", out, "--date", "today").assertWrongUsage("'today' is no date");
        pack();
        CommandRun.of("warc", "pack", tree, "--output", out).assertFailed("crawl-00000.warc.gz", "is there already");
    }

    private CommandRun pack(Object... flags) {
        var words = new java.util.ArrayList<Object>(List.of("warc", "pack", tree, "--output", out));
        words.addAll(List.of(flags));
        return CommandRun.of(words.toArray()).assertDone();
    }

    private static List<String> lines(CommandRun run) {
        return run.out()
                .lines()
                .map(line -> line.strip().replaceAll("  +", " "))
                .toList();
    }
}
