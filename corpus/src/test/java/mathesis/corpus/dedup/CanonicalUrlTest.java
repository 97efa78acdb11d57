package mathesis.corpus.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CanonicalUrlTest {
    private static final String[] PIECES = {
        "http://",
        "https:\\\\",
        "HTTP:",
        "www.",
        "a.org",
        "xn--",
        "é",
        "中",
        "/",
        "//",
        "\\",
        ".",
        "..",
        "%2e",
        "%2F",
        "%",
        "%4",
        "%41",
        "%25",
        "?",
        "&",
        "=",
        "#",
        ";",
        "sid=1",
        ";jsessionid=2",
        "utm_x=1",
        "ut%6D_",
        "index.html",
        "INDEX.php",
        "@",
        ":",
        ":80",
        ":0443",
        ":99999",
        ":999999",
        "[::1]",
        " ",
        "\t",
        "\n",
        "+",
        "%20",
        "~",
        "|",
        "\uD800",
        "b",
        "a=1",
        "a"
    };

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "http://Example.ORG                          | https://example.org",
                "https://www.example.org/                    | https://example.org",
                "  HTTPS://EXAMPLE.org.:443/A/               | https://example.org/A",
                "http://example.org:80/a#part                | https://example.org/a",
                "http://example.org:0080/a?#part             | https://example.org/a",
                "http://example.org:8080/a                   | https://example.org:8080/a",
                "http://user:pw@example.org/a@b              | https://example.org/a@b",
                "http://example.org/a/./b/../../c/%2e%2E/d   | https://example.org/d",
                "http://example.org/../../a                  | https://example.org/a",
                "http://example.org/%7euser/%e4%b8%ad        | https://example.org/~user/%E4%B8%AD",
                "http://example.org/中 文                     | https://example.org/%E4%B8%AD%20%E6%96%87",
                "http://example.org/100%/%zz                 | https://example.org/100%25/%25zz",
                "http://example.org/a%2Fb                    | https://example.org/a%2Fb",
                "http://example.org\\a\\b                    | https://example.org/a/b",
                "http://example.org/docs/index.html          | https://example.org/docs",
                "http://example.org/docs/Index.PHP/?p=1      | https://example.org/docs?p=1",
                "http://example.org/index.html.gz            | https://example.org/index.html.gz",
                "http://example.org/?b=2&a=1&&c              | https://example.org?a=1&b=2&c",
                "http://example.org/?a=2&A=3&a=1             | https://example.org?A=3&a=2&a=1",
                "http://example.org/a?utm_source=x&gclid=1&q=y&UTM_medium=z&fbclid=2 | https://example.org/a?q=y",
                "http://example.org/a;jsessionid=1A2B/b?PHPSESSID=3&sid=4&side=5     | https://example.org/a/b?side=5",
                "http://example.org/a?q=x+y%20z&r=%c3%a9     | https://example.org/a?q=x+y+z&r=%C3%A9",
                "http://example.org?ut%6D_term=1             | https://example.org",
                "http://bücher.example/                      | https://xn--bcher-kva.example",
                "http://xn--bcher-kva.example                | https://xn--bcher-kva.example",
                "http://例え.テスト/                           | https://xn--r8jz45g.xn--zckzah",
                "http://%65xample.org/                       | https://example.org",
                "http://[2001:DB8::1]:80/a                   | https://[2001:db8::1]/a",
                "http://www.com/a                            | https://www.com/a",
                "http://www.www.example.org/a                | https://example.org/a",
            })
    void spellings_worked_by_hand(String url, String canonical) {
        assertEquals(canonical, CanonicalUrl.of(url));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "a",
                "ftp://example.org/A/",
                "mailto:X@example.org",
                "http:",
                "http://",
                "http:///",
                "http://?a=1",
                "http://a b/",
                "http://exa<mple.org/",
                "http://example.org:port/",
                "//example.org/",
                "http://%/",
                "http://.../"
            })
    void what_is_no_web_address_comes_back(String text) {
        assertEquals(text, CanonicalUrl.of(" " + text + "\n"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4})
    void canonical_urls_stay_as_they_are_and_nothing_throws(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 5000; round++) {
            var url = new StringBuilder(random.nextBoolean() ? "http://a.org" : "");
            for (int i = random.nextInt(12); i > 0; i--) {
                url.append(PIECES[random.nextInt(PIECES.length)]);
            }
            var once = CanonicalUrl.of(url.toString());
            assertEquals(once, CanonicalUrl.of(once), url::toString);
        }
    }

    @Test
    void what_is_too_long_for_a_url_comes_back() {
        var url = "http://EXAMPLE.org/" + "a/".repeat(100_000);
        assertEquals(url, CanonicalUrl.of(url));
    }

    @Test
    void hashes_follow_the_canonical_form() {
        assertEquals(UrlHash.of("http://www.example.org/a/"), UrlHash.of("https://example.org/a#b"));
        assertNotEquals(UrlHash.of("http://example.org/a"), UrlHash.of("http://example.org/A"));
    }
}
