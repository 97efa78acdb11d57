package mathesis.corpus.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_that_could_not_be_written_leaves_what_was_there() throws IOException {
        var file = folder.resolve("whole");
        WholeFile.write(file, out -> out.write("before".getBytes(UTF_8)));

        assertThrows(
                IOException.class,
                () -> WholeFile.write(file, out -> {
                    out.write("half".getBytes(UTF_8));
                    throw new IOException("disk is full");
                }));
        assertEquals("before", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void others_may_read_what_its_folder_lets_them_read() throws IOException {
        var plain = Files.writeString(folder.resolve("plain"), "");
        var file = folder.resolve("new").resolve("whole");
        WholeFile.write(file, out -> out.write(1));

        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
    }
}
