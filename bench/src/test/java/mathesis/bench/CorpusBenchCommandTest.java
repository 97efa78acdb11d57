package mathesis.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import mathesis.actors.cli.CommandLines;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CorpusBenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void an_archive_of_the_data_folder_is_measured() throws IOException {
        var archive = Files.createDirectories(data.resolve("corpus-dev")).resolve("a.warc.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(archive))) {
            gzip.write(
                    record("<p>The limit of \\(1/n\\) is 0.</p>\n".repeat(50)).getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(
                CommandLines.DONE,
                run("bench", "corpus", "--only", "pipeline", "--quick", "--json", "--data", data.toString()));
        var document = new ObjectMapper().readTree(out.toString());
        assertEquals("mathesis-bench-corpus/1", document.path("format").textValue());
        assertTrue(document.path("rows").get(0).path("value").doubleValue() > 0, document.toString());
        assertEquals(
                "tags stripped, no tree",
                document.path("rows").get(1).path("name").textValue());
        assertTrue(document.path("rows").get(1).path("value").doubleValue() > 0, document.toString());
        assertEquals(
                "fasttext-golden", document.path("rows").get(2).path("name").textValue());
    }

    @Test
    void files_that_are_not_there_say_so() {
        assertEquals(
                CommandLines.DONE, run("bench", "corpus", "--only", "pipeline", "--quick", "--data", data.toString()));
        assertTrue(out.toString().contains("--data names another folder"), out.toString());
    }

    @Test
    void an_unknown_group_is_refused_with_the_names_that_there_are() {
        assertEquals(CommandLines.WRONG_USAGE, run("bench", "corpus", "--only", "sorting"));
        assertTrue(err.toString().contains("'sorting' is not one of"), err.toString());
        assertTrue(err.toString().contains("pipeline"), err.toString());
    }

    private static String record(String html) {
        var response = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html;
        return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
                + "Content-Type: application/http; msgtype=response\r\nContent-Length: " + response.length()
                + "\r\n\r\n" + response + "\r\n\r\n";
    }

    private int run(String... args) {
        return CommandLines.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
