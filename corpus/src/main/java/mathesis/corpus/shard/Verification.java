package mathesis.corpus.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.CorpusShard.Format;

/// Compares a corpus with its manifest: reads every byte and every document again.
public final class Verification {
    private final Path folder;
    private final Manifest manifest;
    private final List<Difference> differences = new ArrayList<>();

    private Verification(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /// @param file that differs
    /// @param what about it, in words
    public record Difference(String file, String what) {}

    /// All differences, in the order of the shards; none where the corpus is what its manifest says.
    ///
    /// @param beginning hears of each shard before it is read
    public static List<Difference> of(Path folder, Manifest manifest, Consumer<CorpusShard> beginning)
            throws IOException {
        var verification = new Verification(folder, manifest);
        for (var shard : manifest.shards()) {
            beginning.accept(shard);
            verification.shard(shard);
        }
        verification.strangers();
        verification.counts();
        return List.copyOf(verification.differences);
    }

    private void shard(CorpusShard shard) throws IOException {
        var file = folder.resolve(shard.file()).normalize();
        if (!file.startsWith(folder.normalize())) {
            differ(shard.file(), "lies outside the corpus's folder and was not read");
        } else if (!Files.isRegularFile(file)) {
            differ(shard.file(), "is missing");
        } else {
            compare(shard, "bytes", Files.size(file), shard.bytes());
            var sha256 = Sha256.of(file);
            if (!sha256.equals(shard.sha256())) {
                differ(shard.file(), "has the SHA-256 " + sha256 + ", the manifest says " + shard.sha256());
            }
            documents(shard, file);
        }
    }

    private void documents(CorpusShard shard, Path file) {
        long documents = 0;
        long tokens = 0;
        try (var reader = ShardReader.open(file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                documents++;
                tokens += next.get().tokens();
            }
            compare(shard, "documents", documents, shard.documents());
            compare(shard, "tokens", tokens, shard.tokens());
        } catch (IOException | IllegalArgumentException e) {
            differ(shard.file(), "cannot be read to its end: " + e.getMessage());
        }
    }

    private void compare(CorpusShard shard, String what, long found, long written) {
        if (found != written) {
            differ(shard.file(), "has " + found + " " + what + ", the manifest says " + written);
        }
    }

    /// Shards in the folder that the manifest does not know.
    private void strangers() throws IOException {
        var known = manifest.shards().stream().map(CorpusShard::file).collect(Collectors.toSet());
        var found = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> Format.of(name).isPresent() && !known.contains(name))
                    .forEach(found::add);
        }
        found.forEach(name -> differ(name, "is no shard of the manifest"));
    }

    private void counts() {
        if (!Manifest.sum(manifest.archives()).equals(manifest.total())) {
            differ(Manifest.FILE_NAME, "has a total that is not the sum of its archives");
        }
        var byFormat = new EnumMap<Format, Long>(Format.class);
        manifest.shards().forEach(shard -> byFormat.merge(shard.format(), shard.documents(), Long::sum));
        for (Map.Entry<Format, Long> format : byFormat.entrySet()) {
            if (format.getValue() != manifest.total().kept()) {
                differ(
                        Manifest.FILE_NAME,
                        "counts " + manifest.total().kept() + " documents kept, its "
                                + format.getKey().suffix() + " shards hold " + format.getValue());
            }
        }
    }

    private void differ(String file, String what) {
        differences.add(new Difference(file, what));
    }
}
