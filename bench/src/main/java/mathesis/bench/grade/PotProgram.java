package mathesis.bench.grade;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.reward.python.ProgramResult;
import mathesis.reward.python.ProgramResult.Finished;

/// A program that a model wrote and the number that its authors' run gave. Of several values they took the first.
record PotProgram(String id, String code, double executed) {
    private static final double TOLERANCE = 1e-9;

    /// Those whose number another run has given too.
    static List<PotProgram> read(Path file) throws IOException {
        var mapper = new ObjectMapper();
        var programs = new ArrayList<PotProgram>();
        for (var line : Files.readAllLines(file)) {
            var json = mapper.readTree(line);
            if (json.path("reproduced").asBoolean()) {
                programs.add(new PotProgram(
                        json.path("id").asText(),
                        json.path("code").asText(),
                        json.path("executed").asDouble()));
            }
        }
        return programs;
    }

    boolean agrees(ProgramResult result) {
        return result instanceof Finished finished
                && finished.value().filter(this::isExecuted).isPresent();
    }

    private boolean isExecuted(String value) {
        try {
            double number = Double.parseDouble(value.replaceFirst("^[(\\[]", "").replaceFirst("[,)\\]].*", ""));
            return Math.abs(number - executed) <= TOLERANCE * Math.max(1, Math.abs(executed));
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
