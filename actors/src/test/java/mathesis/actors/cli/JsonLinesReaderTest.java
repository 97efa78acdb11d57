package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonLinesReaderTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": 1, \"text\": \"a\" | not JSON",
                "'' | empty",
                "[1, 2] | not a JSON object",
                "{\"id\": 1} {\"id\": 2} | not JSON",
                "{\"id\": 1} | needs a string \"text\"",
                "{\"id\": 1, \"text\": 7} | needs a string \"text\"",
            })
    void a_bad_line_stops_the_reading_and_is_named(String bad, String reason) throws IOException {
        var file = write("{\"id\": 0, \"text\": \"good\"}\n" + bad + "\n");
        var failure = assertThrows(IOException.class, () -> texts(file, OnBadLine.STOP));
        assertTrue(failure.getMessage().startsWith(file + " line 2: " + reason), failure.getMessage());
    }

    @Test
    void bad_lines_can_be_skipped_and_are_counted() throws IOException {
        var file = write("{\"text\": \"a\"}\nnonsense\n\n{\"text\": \"b\"}\n");
        assertEquals(List.of("a", "b"), texts(file, OnBadLine.SKIP));
        assertTrue(err.toString().contains("line 2: not JSON"), err.toString());
        assertTrue(err.toString().contains("line 3: empty"), err.toString());
        assertTrue(err.toString().contains("2 of 4 lines of " + file + " were skipped"), err.toString());
    }

    @Test
    void a_line_that_is_not_utf_8_is_one_bad_line() throws IOException {
        var file = folder.resolve("latin1.jsonl");
        Files.write(file, "{\"text\": \"caf\u00e9\"}\n{\"text\": \"b\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of("b"), texts(file, OnBadLine.SKIP));
    }

    @Test
    void the_last_line_needs_no_line_feed_and_windows_line_ends_are_fine() throws IOException {
        assertEquals(List.of("a", "b"), texts(write("{\"text\": \"a\"}\r\n{\"text\": \"b\"}"), OnBadLine.STOP));
    }

    @Test
    void a_gz_file_is_unpacked() throws IOException {
        var file = folder.resolve("x.jsonl.gz");
        try (var stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write("{\"text\": \"packed\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of("packed"), texts(file, OnBadLine.STOP));
    }

    @Test
    void an_id_keeps_its_kind_and_falls_back_to_the_line_number() throws IOException {
        var ids = new ArrayList<String>();
        var file = write("{\"id\": \"7\"}\n{\"id\": 7}\n{}\n");
        new JsonLinesReader(file, OnBadLine.STOP, new PrintWriter(err))
                .forEach(line -> ids.add(line.id().toString()));
        assertEquals(List.of("\"7\"", "7", "3"), ids);
    }

    @Test
    void tokens_must_lie_in_the_vocabulary() throws IOException {
        var file = write("{\"tokens\": [0, 511]}\n{\"tokens\": [512]}\n{\"tokens\": [-1]}\n{\"tokens\": [1.5]}\n");
        var tokens = new ArrayList<int[]>();
        new JsonLinesReader(file, OnBadLine.SKIP, new PrintWriter(err)).forEach(line -> tokens.add(line.tokens(512)));
        assertEquals(1, tokens.size());
        assertArrayEquals(new int[] {0, 511}, tokens.getFirst());
        assertTrue(err.toString().contains("token 0 is 512; ids of this model lie in [0, 512)"), err.toString());
    }

    @Test
    void messages_are_read_in_order() throws IOException {
        var file = write(
                "{\"messages\": [{\"role\": \"user\", \"content\": \"2+2?\"}, {\"role\": \"assistant\", \"content\": \"4\"}]}");
        var contents = new ArrayList<String>();
        new JsonLinesReader(file, OnBadLine.STOP, new PrintWriter(err))
                .forEach(line ->
                        line.messages().forEach(message -> contents.add(message.role() + ":" + message.content())));
        assertEquals(List.of("user:2+2?", "assistant:4"), contents);
    }

    private List<String> texts(Path file, OnBadLine onBadLine) throws IOException {
        var texts = new ArrayList<String>();
        var reader = new JsonLinesReader(file, onBadLine, new PrintWriter(err, true));
        reader.forEach(line -> texts.add(line.text("text")));
        reader.reportSkipped();
        return texts;
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("x.jsonl"), content);
    }
}
