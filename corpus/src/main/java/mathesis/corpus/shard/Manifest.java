package mathesis.corpus.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Funnel;
import mathesis.corpus.files.WholeFile;

/// What a corpus consists of and how it came about: the file `manifest.json` beside its shards.
///
/// @param format           of the manifest, [#FORMAT]
/// @param settings         of the run, by their names
/// @param classifierSha256 of the model file that scored the pages
/// @param cutScore         least score of a document that the token budget kept
/// @param shards           all files of the corpus; where it was written in two formats, both hold all documents
/// @param archives         what became of the records of each archive, by its name
/// @param total            all archives together
public record Manifest(
        String format,
        SortedMap<String, String> settings,
        String classifierSha256,
        double cutScore,
        List<CorpusShard> shards,
        SortedMap<String, Funnel> archives,
        Funnel total) {
    public static final String FILE_NAME = "manifest.json";
    public static final String FORMAT = "mathesis-corpus/1";

    private static final long MOST_BYTES = 1L << 30;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Manifest {
        settings = new TreeMap<>(settings);
        shards = List.copyOf(shards);
        archives = new TreeMap<>(archives);
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("its format is '" + format + "'; this program knows '" + FORMAT + "'");
        }
    }

    /// The manifest of a run, its total added up from the archives.
    public static Manifest of(
            Map<String, String> settings,
            String classifierSha256,
            double cutScore,
            List<CorpusShard> shards,
            Map<String, Funnel> archives) {
        return new Manifest(
                FORMAT,
                new TreeMap<>(settings),
                classifierSha256,
                cutScore,
                shards,
                new TreeMap<>(archives),
                sum(archives));
    }

    static Funnel sum(Map<String, Funnel> archives) {
        return archives.values().stream().reduce(Funnel.EMPTY, Funnel::plus);
    }

    /// Writes it into the corpus's folder; it appears whole. The same manifest makes the same bytes.
    public void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve(FILE_NAME), out -> {
            out.write(JSON.writeValueAsBytes(this));
            out.write('\n');
        });
    }

    /// Reads it from the corpus's folder.
    ///
    /// @throws IOException naming the file, when it is missing, damaged or of another format
    public static Manifest read(Path folder) throws IOException {
        var file = folder.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing; name the folder that a run wrote its shards to");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than " + MOST_BYTES + " bytes and is no manifest");
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), Manifest.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
