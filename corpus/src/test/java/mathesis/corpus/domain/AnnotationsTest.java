package mathesis.corpus.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the report that a run writes to the rules that a person makes of it.
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnnotationsTest {
    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void writeReport() throws IOException {
        var tally = new DomainTally(100);
        for (int i = 0; i < 10; i++) {
            tally.add("https://maths.org/q/" + i, i < 9);
            tally.add("https://maths.org/u/" + i, false);
            tally.add("https://tenth.org/x/" + i, i == 0);
            tally.add("https://half.org/a/" + i, i < 5);
        }
        tally.add("https://small.org/", true);
        var report = new DomainReport(0.1, 10);
        tally.counts().forEach(report::add);
        assertEquals(4, report.domains());
        table = folder.resolve("domains.tsv");
        report.write(table);
    }

    @Test
    void domains_of_more_than_the_share_and_enough_pages_are_listed() throws IOException {
        assertEquals("""
                accept\tdomain\tpages\tkept\tshare\tpaths\tsamples
                \tmaths.org\t20\t9\t0.450\t/q/ 9/10\thttps://maths.org/q/0 https://maths.org/q/1 https://maths.org/q/2 \
                https://maths.org/q/3 https://maths.org/q/4
                \thalf.org\t10\t5\t0.500\t/a/ 5/10\thttps://half.org/a/0 https://half.org/a/1 https://half.org/a/2 \
                https://half.org/a/3 https://half.org/a/4
                """, Files.readString(table));
    }

    @Test
    void a_table_without_annotations_accepts_nothing() throws IOException {
        var read = Annotations.read(table);
        assertEquals(0, read.accepted());
        assertEquals(2, read.undecided());
        assertFalse(read.rules().matches("https://maths.org/q/1"));
    }

    @Test
    void yes_accepts_a_domain_and_paths_accept_what_is_under_them() throws IOException {
        Files.writeString(
                table,
                Files.readString(table)
                        .replace("\n\tmaths.org", "\n/q/ !/q/9\tmaths.org")
                        .replace("\n\thalf.org", "\nYes\thalf.org"));
        var read = Annotations.read(table);
        assertEquals(2, read.accepted());
        assertEquals(0, read.undecided());
        assertTrue(read.rules().matches("https://www.maths.org/q/1"));
        assertFalse(read.rules().matches("https://maths.org/q/9"));
        assertFalse(read.rules().matches("https://maths.org/u/1"));
        assertTrue(read.rules().matches("https://half.org/b"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "accept\tdomain\\n/q/\ta.org",
                "\ufeffaccept,domain\\r\\n/q/,a.org\\r\\n",
                "note;Domain;pages; ACCEPT \\nmine;a.org;7;/q/",
                "domain\taccept\tmore\\na.org\t\"/q/ \"\t",
                "domain,accept\\n\"a.org\",\"/q/,/r/\"\\n\\n,\\n",
                "domain\taccept\\n\\na.org\t /q/ \\nb.org\\nc.org\tno"
            })
    void tables_of_spreadsheets_are_read(String text) throws IOException {
        Files.writeString(table, text.replace("\\n", "\n").replace("\\r", "\r"));
        var rules = Annotations.read(table).rules();
        assertTrue(rules.matches("https://a.org/q/1"));
        assertFalse(rules.matches("https://a.org/s/1"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "domain\tpages\\na.org\t7 | line 1: names the columns [domain, pages]",
                "accept\tdomain\\nyes\ta.org\\nmaybe\tb.org | line 3: accepts 'maybe'; write yes, no, or path prefixes",
                "accept\tdomain\\n\"yes\tb.org | line 2: has a quote that is not closed",
                "accept\tdomain\\nyes\t | line 2: '/' has no host",
                "accept\tdomain\\n/a?b\ta.org | line 2: rule has a query"
            })
    void what_cannot_be_understood_gives_an_error_with_its_line(String text, String expected) throws IOException {
        Files.writeString(table, text.replace("\\n", "\n"));
        var refused = assertThrows(IOException.class, () -> Annotations.read(table));
        assertTrue(refused.getMessage().startsWith(table + " " + expected), refused.getMessage());
    }

    @Test
    void an_empty_file_is_no_table() throws IOException {
        Files.writeString(table, "");
        assertThrows(IOException.class, () -> Annotations.read(table));
    }
}
