package mathesis.corpus.warc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mathesis.corpus.DropReason;
import mathesis.corpus.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The development sample of issue 5: archives that none of us wrote, with what is in them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DevelopmentArchivesTest {
    private record Row(String warc, String charset, long bytes, String sha1) {}

    private static Path data() {
        return Path.of(System.getProperty("mathesis.home", "..")).resolve("../shared/data/corpus-dev");
    }

    @BeforeAll
    static void the_sample_is_there() {
        assumeTrue(Files.isDirectory(data()), "skipped: no folder " + data().normalize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev-00000.warc.gz", "dev-00001.warc.gz", "dev-00002.warc.gz"})
    void every_labelled_page_is_given_byte_for_byte(String name) throws IOException {
        var expected = new TreeMap<String, Row>();
        labels().forEach((url, row) -> {
            if (row.warc().equals(name)) {
                expected.put(url, row);
            }
        });
        var given = new TreeMap<String, Row>();
        try (var reader = ArchiveReader.open(data().resolve(name), name, ArchiveLimits.DEFAULT)) {
            for (var page = reader.next(); page.isPresent(); page = reader.next()) {
                var charset = expected.get(page.get().url()).charset();
                var body = page.get().body();
                given.put(page.get().url(), new Row(name, charset, body.length, sha1(body)));
            }
            assertEquals(records().get(name), reader.funnel().read());
            assertEquals(Map.of(), reader.damage());
            // warcinfo, a request for each page and a revisit; PDF and JSON; 404 and 301
            assertEquals(
                    Map.of(
                            DropReason.NOT_A_RESPONSE, reader.funnel().read() - expected.size() - 4,
                            DropReason.NOT_HTML, 2L,
                            DropReason.STATUS, 2L),
                    reader.funnel().dropped());
        }
        assertEquals(expected, given);
    }

    @Test
    void wet_records_are_plain_text() throws IOException {
        var name = "dev.wet.gz";
        var formats = new ArrayList<Page.Format>();
        try (var reader = ArchiveReader.open(data().resolve(name), name, ArchiveLimits.DEFAULT)) {
            for (var page = reader.next(); page.isPresent(); page = reader.next()) {
                formats.add(page.get().format());
            }
            assertEquals(records().get(name), reader.funnel().read());
            assertEquals(Map.of(DropReason.NOT_A_RESPONSE, 1L), reader.funnel().dropped());
            assertEquals(Map.of(), reader.damage());
        }
        assertEquals(
                List.of(Page.Format.PLAIN_TEXT), formats.stream().distinct().toList());
    }

    private static Map<String, Row> labels() throws IOException {
        var rows = new HashMap<String, Row>();
        for (var line : Files.readAllLines(data().resolve("dev.labels.tsv"))) {
            var cells = line.split("\t");
            if (!cells[0].equals("url")) {
                rows.put(cells[0], new Row(cells[2], cells[6], Long.parseLong(cells[9]), cells[10]));
            }
        }
        return rows;
    }

    private static Map<String, Long> records() throws IOException {
        var records = new HashMap<String, Long>();
        for (var line : Files.readAllLines(data().resolve("dev.expected.tsv"))) {
            var cells = line.split("\t");
            if (cells.length == 2 && !cells[0].equals("file")) {
                records.put(cells[0], Long.parseLong(cells[1]));
            }
        }
        return records;
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
