package mathesis.corpus.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A page that the classifier may learn from, as the sampling of an archive leaves it.
///
/// @param url   as the archive writes it
/// @param maths whether a URL rule says that it is mathematics; else it was drawn at random
/// @param text  by the careful extraction
/// @param scan  by the first pass
record SampledPage(String url, boolean maths, String text, String scan) {
    /// Takes pages one after the other.
    interface Consumer {
        void page(SampledPage page) throws IOException;
    }

    static void write(Path file, List<SampledPage> pages) throws IOException {
        WholeFile.write(file, part -> {
            try (var out = new BufferedWriter(new OutputStreamWriter(
                    new ZstdOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
                for (var page : pages) {
                    out.write(JsonFile.JSON.writeValueAsString(page));
                    out.write('\n');
                }
            }
        });
    }

    /// @throws IOException when the file is missing or damaged
    static void read(Path file, Consumer consumer) throws IOException {
        int line = 0;
        try (var in = new BufferedReader(new InputStreamReader(
                new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file))), StandardCharsets.UTF_8))) {
            for (var json = in.readLine(); json != null; json = in.readLine()) {
                line++;
                consumer.page(JsonFile.JSON.readValue(json, SampledPage.class));
            }
        } catch (JsonProcessingException e) {
            throw new IOException(file + " line " + line + " is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
