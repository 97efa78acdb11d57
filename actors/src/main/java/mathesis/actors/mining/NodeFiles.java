package mathesis.actors.mining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.actors.node.WholeFile;

/// Where the nodes of a run tell each other their addresses: a file for each in the run folder. The file of a node that
/// was killed stays until the run is begun or resumed.
///
/// @param folder of these files alone
record NodeFiles(Path folder) {
    private static final String SUFFIX = ".node";

    /// Makes a node known, as `host:port`.
    void add(String address) throws IOException {
        Files.createDirectories(folder);
        WholeFile.write(file(address), address);
    }

    void remove(String address) throws IOException {
        Files.deleteIfExists(file(address));
    }

    private Path file(String address) {
        return folder.resolve(address.replaceAll("[^A-Za-z0-9.-]", "_") + SUFFIX);
    }

    /// Addresses of nodes that take part, or did until they were killed.
    List<String> addresses() throws IOException {
        var addresses = new ArrayList<String>();
        for (var file : files()) {
            addresses.add(Files.readString(file).strip());
        }
        return addresses;
    }

    void clear() throws IOException {
        for (var file : files()) {
            Files.deleteIfExists(file);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
