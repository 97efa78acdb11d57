package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs [KernelBits] in JVMs of its own, whose vectors are narrower than this machine's.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LaneWidthTest {
    @ParameterizedTest(name = "{0}: vectors of {1} floats")
    @CsvSource({"-XX:UseAVX=2, 8", "-XX:MaxVectorSize=16, 4"})
    void narrower_vectors_give_the_same_bits(String flag, int width) throws IOException, InterruptedException {
        var narrow = kernelBits(List.of(flag));
        assumeTrue(narrow.startsWith(width + " "), () -> "this JVM does not do " + flag + ": " + narrow);
        assertEquals(hash(kernelBits(List.of())), hash(narrow));
    }

    /// What the program prints last. Its rounds are enough for the compilers to take over.
    private static String kernelBits(List<String> flags) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KernelBits.class.getName(), "20"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        boolean done = process.waitFor() == 0;
        assumeTrue(done || !output.contains("Could not create the Java Virtual Machine"), output);
        assertTrue(done, output);
        return output.substring(output.lastIndexOf('\n') + 1);
    }

    private static String hash(String line) {
        return line.substring(line.indexOf(' '));
    }
}
