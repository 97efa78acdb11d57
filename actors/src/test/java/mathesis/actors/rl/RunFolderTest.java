package mathesis.actors.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunFolderTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_has_one_holder_at_a_time() throws IOException {
        var root = folder.resolve("run");
        var held = RunFolder.create(root);
        var refused = assertThrows(IOException.class, () -> RunFolder.create(root));
        assertEquals(
                "run folder " + root + " is in use by process "
                        + ProcessHandle.current().pid(),
                refused.getMessage());
        held.close();
        RunFolder.create(root).close();
    }

    @Test
    void a_folder_that_holds_a_run_is_not_begun_again() throws IOException {
        var root = folder.resolve("run");
        RunFolder.create(root).close();
        Files.writeString(root.resolve("settings.conf"), "mathesis {}");
        var refused = assertThrows(IOException.class, () -> RunFolder.create(root));
        assertTrue(refused.getMessage().contains("already holds a run"), refused.getMessage());
        RunFolder.open(root).close();
    }

    @Test
    void a_folder_with_something_else_in_it_is_not_touched() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "years of work");
        var refused = assertThrows(IOException.class, () -> RunFolder.create(folder));
        assertTrue(refused.getMessage().contains("is not empty"), refused.getMessage());
    }

    @Test
    void a_folder_without_settings_holds_no_run() throws IOException {
        RunFolder.create(folder.resolve("run")).close();
        var refused = assertThrows(IOException.class, () -> RunFolder.open(folder.resolve("run")));
        assertTrue(refused.getMessage().contains("holds no run"), refused.getMessage());
    }
}
