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
import mathesis.corpus.files.NewFile;

/// Files of sampled pages: JSON Lines under zstd.
final class SampledPages implements AutoCloseable {
    /// Takes pages one after the other.
    interface Consumer {
        void page(SampledPage page) throws IOException;
    }

    private final NewFile file;
    private final BufferedWriter out;

    SampledPages(Path file) throws IOException {
        this.file = new NewFile(file);
        this.out = new BufferedWriter(new OutputStreamWriter(
                new ZstdOutputStream(Files.newOutputStream(this.file.temporary())), StandardCharsets.UTF_8));
    }

    void add(SampledPage page) throws IOException {
        out.write(JsonFile.JSON.writeValueAsString(page));
        out.write('\n');
    }

    /// The file is there from now on; no page may be added.
    void commit() throws IOException {
        out.close();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
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
