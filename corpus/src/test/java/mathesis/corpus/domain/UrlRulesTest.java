package mathesis.corpus.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UrlRulesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "mathoverflow.net/questions, https://mathoverflow.net/questions/1, true",
        "mathoverflow.net/questions, https://www.mathoverflow.net/questions, true",
        "mathoverflow.net/questions, https://mathoverflow.net/questions-old/1, true",
        "mathoverflow.net/questions/, https://mathoverflow.net/questions-old/1, false",
        "mathoverflow.net/questions/, https://mathoverflow.net/questions, false",
        "mathoverflow.net/questions/, https://mathoverflow.net/questions/, true",
        "mathoverflow.net/questions, https://mathoverflow.net/Questions/1, false",
        "mathoverflow.net/questions, https://meta.mathoverflow.net/questions/1, false",
        "mathoverflow.net/questions, https://mathoverflow.net/users?x=/questions, false",
        "https://WWW.a.org/x, http://a.org/x, true",
        "a.org, https://a.org/anything, true",
        "a.org/, https://a.org, true",
        "a.org/*/doc/, https://a.org/v2/doc/x.html, true",
        "a.org/*/doc/, https://a.org/v2/x/doc/x.html, false",
        "a.org/*/doc/, https://a.org/doc/x, false",
        "a.org/chap*_mj, https://a.org/chap12_mj.html, true",
        "a.org/chap*_mj, https://a.org/chap12.html, false",
        "a.org/x*, https://a.org/x/y, true"
    })
    void a_rule_matches_the_pages_under_its_path(String rule, String url, boolean matches) throws IOException {
        assertEquals(matches, rules(rule).matches(url));
    }

    @Test
    void the_longest_rule_that_matches_decides() throws IOException {
        var rules = rules(
                "# answers of a forum", "", "a.org/forum/", "!a.org/forum/off-topic/", "a.org/forum/off-topic/maths");
        assertEquals(3, rules.size());
        assertTrue(rules.matches("https://a.org/forum/1"));
        assertFalse(rules.matches("https://a.org/forum/off-topic/1"));
        assertTrue(rules.matches("https://a.org/forum/off-topic/maths/1"));
        assertFalse(rules.matches("https://b.org/forum/1"));
    }

    @Test
    void of_equal_rules_the_one_that_excludes_wins() throws IOException {
        assertFalse(rules("a.org/x", "!a.org/x").matches("https://a.org/x"));
        assertFalse(rules("!a.org/x", "a.org/x").matches("https://a.org/x"));
    }

    @Test
    void rules_of_two_files_come_together() throws IOException {
        var both = rules("a.org/x").and(rules("!a.org/x/y", "b.org"));
        assertTrue(both.matches("https://a.org/x/1"));
        assertFalse(both.matches("https://a.org/x/y"));
        assertTrue(both.matches("https://b.org/"));
        assertEquals(3, both.size());
    }

    @Test
    void no_rules_match_nothing() {
        assertFalse(UrlRules.NONE.matches("https://a.org/"));
    }

    @Test
    void files_of_windows_editors_are_read() throws IOException {
        var file = Files.writeString(folder.resolve("rules"), "\ufeffa.org/x\r\n b.org/y \r\n");
        assertTrue(UrlRules.read(file).matches("https://a.org/x"));
        assertTrue(UrlRules.read(file).matches("https://b.org/y"));
        Files.write(file, "\ufeffa.org/x\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertTrue(UrlRules.read(file).matches("https://a.org/x"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/questions, has no host", "*.org/x, has a * in its host", "a.org/x?y, has a query", "!, has no host"})
    void a_wrong_rule_gives_an_error_with_its_line(String rule, String expected) {
        var refused = assertThrows(IOException.class, () -> rules("a.org/right", rule));
        assertTrue(refused.getMessage().contains("rules line 2"), refused.getMessage());
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    @Test
    void many_stars_take_no_long_time() throws IOException {
        var rules = rules("a.org/" + "*a".repeat(200) + "b");
        assertFalse(rules.matches("https://a.org/" + "a".repeat(20_000)));
    }

    private UrlRules rules(String... lines) throws IOException {
        return UrlRules.read(Files.writeString(folder.resolve("rules"), String.join("\n", lines)));
    }
}
