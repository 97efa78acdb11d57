package mathesis.corpus.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DomainTest {
    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "https://mathoverflow.net/questions/1, mathoverflow.net, /questions/1",
        "http://WWW.Example.ORG:8080/A/b?x=/y#z, example.org, /A/b",
        "HTTPS://user:pass@example.org./a@b, example.org, /a@b",
        "https://example.org, example.org, /",
        "https://example.org?q=/x, example.org, /",
        "https://www.org/, www.org, /",
        "https://en.wikipedia.org/wiki/E_(number), en.wikipedia.org, /wiki/E_(number)",
        "https://münchen.example/x, xn--mnchen-3ya.example, /x",
        "http://192.0.2.1/x, 192.0.2.1, /x"
    })
    void host_and_path_of_a_url(String url, String domain, String path) {
        assertEquals(Optional.of(domain), Domain.of(url));
        assertEquals(path, Domain.path(url));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "dns:example.org",
                "ftp://example.org/",
                "https://",
                "https:///x",
                "http://a b/",
                "http://..",
                "x"
            })
    void other_urls_have_no_domain(String url) {
        assertEquals(Optional.empty(), Domain.of(url));
    }
}
