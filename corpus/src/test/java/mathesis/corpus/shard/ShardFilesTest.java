package mathesis.corpus.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.CorpusShard.Format;
import mathesis.corpus.Document;
import mathesis.corpus.Page;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both formats, by the same tests.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShardFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void documents_come_back_as_they_were_in_their_order(Format format) throws IOException {
        var documents = documents(257);
        var shard = write(file(format), documents);
        assertEquals(documents, read(file(format)));
        assertEquals(257, shard.documents());
        assertEquals(documents.stream().mapToLong(Document::tokens).sum(), shard.tokens());
        assertEquals(Files.size(file(format)), shard.bytes());
        assertEquals(Sha256.of(file(format)), shard.sha256());
        assertEquals(format, shard.format());
    }

    @ParameterizedTest
    @EnumSource
    void the_same_documents_make_the_same_bytes(Format format) throws IOException {
        write(file(format), documents(100));
        var first = Files.readAllBytes(file(format));
        write(file(format), documents(100));
        assertArrayEquals(first, Files.readAllBytes(file(format)));
    }

    @ParameterizedTest
    @EnumSource
    void a_shard_without_documents_is_a_shard(Format format) throws IOException {
        assertEquals(0, write(file(format), List.of()).documents());
        assertEquals(List.of(), read(file(format)));
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_there_before_the_commit_and_nothing_is_left_without_one(Format format) throws IOException {
        try (var writer = ShardWriter.create(file(format))) {
            writer.add(document(1, "text"));
            assertFalse(Files.exists(file(format)));
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void awkward_texts_come_back(Format format) throws IOException {
        var texts = List.of("", "\0\u0001\n\r\t\"\\", "é∑𝔸\u2028", "x".repeat(200_000), "\\(\\frac{1}{2}\\)");
        var documents = texts.stream().map(text -> document(1, text)).toList();
        write(file(format), documents);
        assertEquals(documents, read(file(format)));
    }

    @ParameterizedTest
    @EnumSource
    void half_a_surrogate_pair_becomes_a_replacement_character(Format format) throws IOException {
        write(file(format), List.of(document(1, "a\ud800b\udc00\ud835\udd38")));
        assertEquals("a\ufffdb\ufffd𝔸", read(file(format)).getFirst().text());
    }

    @ParameterizedTest
    @EnumSource
    void adding_tells_the_length_of_the_text_in_bytes(Format format) throws IOException {
        try (var writer = ShardWriter.create(file(format))) {
            assertEquals(0, writer.add(document(1, "")));
            assertEquals(1 + 2 + 3 + 4, writer.add(document(1, "aé∑𝔸")));
            assertEquals(3 + 3 + 1, writer.add(document(1, "\udc00\ud800x")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_file_gives_an_error_that_names_it_and_never_other_text(Format format) throws IOException {
        var documents = documents(300);
        write(file(format), documents);
        var bytes = Files.readAllBytes(file(format));
        int refused = 0;
        for (int at = 5; at < bytes.length - 12; at += 97) {
            var damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(file(format), damaged);
            refused += refuses(file(format), documents) ? 1 : 0;
        }
        assertTrue(refused > 10, "damage noticed " + refused + " times");
    }

    /// Whether reading fails; where it does not, the documents must be what was written.
    private static boolean refuses(Path file, List<Document> written) {
        try {
            assertEquals(written, read(file));
            return false;
        } catch (IOException e) {
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_ends_early_gives_an_error(Format format) throws IOException {
        write(file(format), documents(300));
        var bytes = Files.readAllBytes(file(format));
        Files.write(file(format), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(IOException.class, () -> read(file(format)));
    }

    @Test
    void a_name_of_no_format_is_refused_with_those_that_there_are() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ShardReader.open(Path.of("a.txt")));
        assertTrue(refused.getMessage().contains(".jsonl.zst or .parquet"), refused.getMessage());
    }

    private Path file(Format format) {
        return folder.resolve("part" + format.suffix());
    }

    private static mathesis.corpus.CorpusShard write(Path file, List<Document> documents) throws IOException {
        try (var writer = ShardWriter.create(file)) {
            for (var document : documents) {
                writer.add(document);
            }
            return writer.commit();
        }
    }

    private static List<Document> read(Path file) throws IOException {
        try (var reader = ShardReader.open(file)) {
            var documents = new ArrayList<Document>();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                documents.add(next.get());
            }
            return documents;
        }
    }

    private static List<Document> documents(int count) {
        var documents = new ArrayList<Document>();
        for (int i = 0; i < count; i++) {
            documents.add(document(i, "page " + i + " says \\(x^{" + i * 31 % 17 + "}\\)\n".repeat(i % 13)));
        }
        return documents;
    }

    static Document document(int i, String text) {
        return new Document(
                "https://a.example/" + i,
                "Page " + i,
                text,
                i % 101 / 101f,
                i % 3 == 0 ? "en" : "de",
                7 * i,
                new Page.Source("a.warc.gz", 1L << 33 | i, i));
    }
}
