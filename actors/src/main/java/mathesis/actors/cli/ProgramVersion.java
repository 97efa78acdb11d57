package mathesis.actors.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that Maven packed into the jar, and the Java that runs it.
final class ProgramVersion implements IVersionProvider {
    private static final String POM = "/META-INF/maven/mathesis/actors/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "mathesis " + program(), "java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }

    private static String program() throws IOException {
        try (var stream = ProgramVersion.class.getResourceAsStream(POM)) {
            if (stream == null) {
                return "unpackaged"; // run from class files
            }
            var properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }
}
