package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExtractTextCommandTest {
    private static final String PAGE = "<html lang=en-GB><title>Sums</title><nav>menu</nav><h1>Sums</h1>"
            + "<p>For \\(n=1\\) it costs $5.</p></html>";

    @TempDir
    private Path folder;

    @Test
    void a_page_is_printed_as_text() throws IOException {
        var run = CommandRun.of("extract-text", file("a.html", PAGE)).assertDone();
        assertEquals(
                List.of("# Sums", "", "For $n=1$ it costs $5."),
                run.out().lines().toList());
        assertEquals(
                "pages: 1, of which 1 with formulas (1), 0 not extracted",
                run.err().strip());
    }

    @Test
    void several_pages_are_printed_behind_their_names() throws IOException {
        var first = file("a.html", PAGE);
        var second = file("b.html", "<p>other</p>");
        var run = CommandRun.of("extract-text", first, second).assertDone();
        assertTrue(run.out().contains("==> " + second + " <=="), run.out());
        assertTrue(run.out().contains("other"), run.out());
    }

    @Test
    void a_page_is_printed_as_a_row() throws IOException {
        var page = folder.resolve("c.html");
        Files.write(page, "<meta charset=iso-8859-1><p>caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        var run = CommandRun.of("extract-text", "--json", page).assertDone();
        assertEquals(
                "{\"url\":\"" + page + "\",\"title\":\"\",\"text\":\"caf\u00e9\",\"lang\":\"und\","
                        + "\"charset\":\"windows-1252\",\"mathFound\":false,\"formulas\":0}",
                run.out().strip());
    }

    @Test
    void pages_of_an_archive_are_written_and_the_rest_is_counted() throws IOException {
        var archive = file(
                "a.warc",
                response("https://a.example/sums", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
                        + response("https://a.example/gone", "HTTP/1.1 404 Not Found\r\n\r\nno")
                        + response("https://a.example/other", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx"));
        var output = folder.resolve("out.jsonl");
        var run = CommandRun.of("extract-text", "--input", archive, "--output", output, "--url", "sums")
                .assertDone();
        assertEquals(
                List.of(
                        "{\"url\":\"https://a.example/sums\",\"title\":\"Sums\",\"text\":\"# Sums\\n\\nFor $n=1$ it costs"
                                + " $5.\",\"lang\":\"en\",\"charset\":\"UTF-8\",\"mathFound\":true,\"formulas\":1}"),
                Files.readAllLines(output));
        assertEquals(
                List.of(
                        "pages: 1, of which 1 with formulas (1), 0 not extracted",
                        "records read: 3, of which pages 2",
                        "  skipped: status 1"),
                run.out().lines().toList());
    }

    @Test
    void a_missing_file_is_named() {
        CommandRun.of("extract-text", folder.resolve("none.html")).assertWrongUsage("none.html does not exist");
    }

    private static String response(String url, String http) {
        return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url
                + "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " + http.length()
                + "\r\n\r\n" + http + "\r\n\r\n";
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
