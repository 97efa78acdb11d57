package mathesis.corpus.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import mathesis.corpus.MiningConfig;

/// Everything that a round's classifier may learn from: the seed's documents and what was sampled in this round and
/// those before.
record SeedPages(MiningFolder folder, MiningConfig config, int archives) {
    void forEach(int round, SampledPages.Consumer consumer) throws IOException {
        for (var file : config.seed().documents()) {
            documents(Path.of(file), consumer);
        }
        for (int sampled = 1; sampled <= round; sampled++) {
            for (int archive = 0; archive < archives; archive++) {
                SampledPages.read(folder.round(sampled).sample(archive), consumer);
            }
        }
    }

    /// Documents come without their page, so that they say nothing of the first pass.
    private static void documents(Path file, SampledPages.Consumer consumer) throws IOException {
        int line = 0;
        try (var in = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (var json = in.readLine(); json != null; json = in.readLine()) {
                line++;
                consumer.page(document(JsonFile.JSON.readTree(json), file + ":" + line));
            }
        } catch (JsonProcessingException e) {
            throw new IOException("seed document " + file + " line " + line + ": " + e.getOriginalMessage(), e);
        }
    }

    private static SampledPage document(JsonNode row, String place) throws IOException {
        if (!row.path("text").isTextual()) {
            throw new IOException("seed document " + place + " has no \"text\" (mathesis.mining.seed.documents)");
        }
        return new SampledPage(row.path("url").asText(place), true, row.path("text").asText(), "");
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        var name = file.toString();
        return name.endsWith(".gz") ? new GZIPInputStream(in) : name.endsWith(".zst") ? new ZstdInputStream(in) : in;
    }
}
