package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's choice of a JDK, seen through `--print-java-home`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("mathesis.home", ".."), "mathesis");

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void a_posix_shell_is_needed() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: the launcher is not for this system");
    }

    @Test
    void mathesis_java_home_comes_first() throws Exception {
        var mine = jdk("mine", "25.0.1");
        var other = jdk("other", "26");
        var ended = launch(LAUNCHER, Map.of("MATHESIS_JAVA_HOME", mine, "JAVA_HOME", other));
        assertEquals(new Ended(0, mine + "\n", ""), ended);
    }

    @Test
    void an_old_mathesis_java_home_is_refused_by_name() throws Exception {
        var ended = launch(LAUNCHER, Map.of("MATHESIS_JAVA_HOME", jdk("old", "24.0.2")));
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("MATHESIS_JAVA_HOME is " + folder.resolve("old")), ended.err());
        assertTrue(ended.err().contains("JDK 25"), ended.err());
    }

    @Test
    void an_old_java_home_is_passed_over() throws Exception {
        jdk(".jdks/new", "25"); // found last, where the machine has no other
        var ended = launch(LAUNCHER, Map.of("JAVA_HOME", jdk("old", "17.0.15"), "HOME", folder));
        assertEquals(0, ended.code(), ended.err());
        assertFalse(ended.out().contains("old"), ended.out());
    }

    @Test
    void a_jre_without_a_compiler_is_no_jdk() throws Exception {
        var jre = jdk("jre", "25");
        Files.delete(jre.resolve("bin/javac"));
        assertEquals(2, launch(LAUNCHER, Map.of("MATHESIS_JAVA_HOME", jre)).code());
    }

    @Test
    void it_may_be_started_through_a_relative_link_in_a_folder_with_a_space() throws Exception {
        var bin = Files.createDirectory(folder.resolve("my bin"));
        Files.createSymbolicLink(bin.resolve("first"), LAUNCHER.toRealPath());
        var link = Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));
        var jdk = jdk("a jdk", "25");
        assertEquals(new Ended(0, jdk + "\n", ""), launch(link, Map.of("MATHESIS_JAVA_HOME", jdk)));
        Files.delete(bin.resolve("first")); // it points out of the temporary folder, which JUnit warns of
    }

    private Path jdk(String name, String version) throws IOException {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String program : new String[] {"java", "javac"}) {
            var file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\n");
            assertTrue(file.toFile().setExecutable(true));
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Ended launch(Path launcher, Map<String, Path> environment) throws Exception {
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(launcher.toString(), "--print-java-home")
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("MATHESIS_JAVA_HOME");
        environment.forEach((name, value) -> builder.environment().put(name, value.toString()));
        int code = builder.start().waitFor();
        return new Ended(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
