package mathesis.corpus.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnnotationTableTest {
    @TempDir
    private Path folder;

    @Test
    void the_domains_of_a_report_are_listed_in_its_order() throws IOException {
        var report = new DomainReport(0.1, 1);
        report.add(new DomainCount("b.org", 10, 4, new TreeMap<>(), List.of()));
        report.add(new DomainCount("a.org", 10, 9, new TreeMap<>(), List.of()));
        var file = folder.resolve("domains.tsv");
        report.write(file);
        assertEquals(List.of("a.org", "b.org"), Annotations.listed(file));
    }

    @Test
    void what_is_written_is_read_back() throws IOException {
        var file = folder.resolve("annotations.tsv");
        Annotations.write(file, new LinkedHashMap<>(Map.of("a.org", "/questions/ !/questions/tagged/")));
        var read = Annotations.read(file);
        assertEquals(1, read.accepted());
        assertTrue(read.rules().matches("https://a.org/questions/1"));
        assertFalse(read.rules().matches("https://a.org/questions/tagged/algebra"));
    }

    @Test
    void rules_of_a_domain_come_out_as_an_annotation() throws IOException {
        var file = folder.resolve("rules");
        Files.writeString(file, "a.org/q/*/x/\n!a.org/q\nb.org\nc.org/one two\nd.org/\n");
        var rules = UrlRules.read(file);
        assertEquals(Optional.of("/q/*/x/ !/q"), rules.accepts("a.org"));
        assertEquals(Optional.of("/"), rules.accepts("d.org"));
        assertEquals(Optional.of("/"), rules.accepts("b.org"));
        assertEquals(Optional.empty(), rules.accepts("e.org"));
        assertThrows(IllegalArgumentException.class, () -> rules.accepts("c.org"));
    }
}
