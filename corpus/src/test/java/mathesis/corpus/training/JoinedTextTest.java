package mathesis.corpus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JoinedTextTest {
    private static final String WHOLE = "__label__a one\ntwo\n\n\nthree\n\nfour\n";

    @TempDir
    private Path folder;

    /// Parts with a newline at their end, without one, and empty ones.
    private TrainingText joined() throws IOException {
        var file = Files.writeString(folder.resolve("two.txt"), "two\n");
        return TrainingText.concatenation(
                List.of(part("__label__a one"), TrainingText.file(file), part(""), part("three\n"), part("four")));
    }

    private static TrainingText part(String text) {
        return TrainingText.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_joined_text_equals_its_parts_from_every_position() throws IOException {
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        var joined = joined();
        assertEquals(whole.length, joined.bytes());
        for (int position = 0; position <= whole.length; position++) {
            byte[] rest = Arrays.copyOfRange(whole, position, whole.length);
            try (var in = joined.open(position)) {
                assertArrayEquals(rest, in.readAllBytes(), "from " + position);
            }
            try (var in = joined.open(position)) {
                var single = new ByteArrayOutputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    single.write(b);
                }
                assertArrayEquals(rest, single.toByteArray(), "byte by byte from " + position);
            }
        }
    }

    @Test
    void every_thread_finds_the_lines_of_its_part() throws IOException {
        try (var lines = new LineLoop(joined(), 1, 2)) {
            var seen = new StringBuilder();
            for (int i = 0; i < 7; i++) {
                lines.next();
                seen.append(
                        new String(lines.buffer(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8));
            }
            assertEquals("\n\nthree\n\nfour\n__label__a one\ntwo\n", seen.toString());
        }
    }

    @Test
    void one_text_is_itself_and_none_is_refused() {
        var part = part("x");
        assertEquals(part, TrainingText.concatenation(List.of(part)));
        assertThrows(IllegalArgumentException.class, () -> TrainingText.concatenation(List.of()));
    }
}
