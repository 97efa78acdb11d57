package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// `manifest.json` of a training checkpoint: length and SHA-256 of every other file. Written last.
record Manifest(Map<String, FileSum> files) {
    static final String NAME = "manifest.json";

    static Manifest read(Path folder) throws IOException {
        var settings = Settings.read(folder.resolve(NAME)).object("files");
        var files = new LinkedHashMap<String, FileSum>();
        for (var line : settings.json().properties()) {
            if (!line.getKey().matches("[A-Za-z0-9._-]+")) {
                throw settings.refusal(line.getKey(), "must name a file of the folder");
            }
            var sum = line.getValue();
            files.put(
                    line.getKey(),
                    new FileSum(sum.path("bytes").asLong(-1), sum.path("sha256").asText()));
        }
        if (!files.containsKey(StateFile.NAME)) {
            throw new ModelFileException(settings.file(), "does not list " + StateFile.NAME);
        }
        return new Manifest(files);
    }

    /// Whether every file that the folder's manifest lists is there in its length.
    static boolean hasLengths(Path folder) {
        try {
            read(folder).requireLengths(folder);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    byte[] toBytes() throws IOException {
        var json = Json.MAPPER.createObjectNode();
        var lines = json.putObject("files");
        files.forEach(
                (name, sum) -> lines.putObject(name).put("bytes", sum.bytes()).put("sha256", sum.sha256()));
        return Json.MAPPER.writeValueAsBytes(json);
    }

    /// Reads every file and compares.
    void verify(Path folder) throws IOException {
        requireLengths(folder);
        for (var line : files.entrySet()) {
            var file = folder.resolve(line.getKey());
            if (!Checksums.of(file).equals(line.getValue())) {
                throw new ModelFileException(file, "does not have the checksum that " + NAME + " gives");
            }
        }
    }

    private void requireLengths(Path folder) throws IOException {
        for (var line : files.entrySet()) {
            var file = folder.resolve(line.getKey());
            long length = Files.exists(file) ? Files.size(file) : -1;
            if (length != line.getValue().bytes()) {
                throw new ModelFileException(
                        file,
                        (length < 0 ? "is missing" : "is " + length + " bytes long") + "; " + NAME + " gives "
                                + line.getValue().bytes());
            }
        }
    }
}
