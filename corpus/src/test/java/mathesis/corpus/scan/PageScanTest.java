package mathesis.corpus.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageScanTest {
    private static final int MEGABYTES = 4_000_000;

    private final PageScan scan = new PageScan();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>one</p><p>two</p>| one two",
                "x<sub>1</sub> and <b>b</b>old| x1 and bold",
                "<ul><li>a<li>b</ul>| a b",
                "one<br>two<br/>three| one two three",
                "a<!-- <p>b</p> -->c| ac",
                "a<!-->b<!--->c<!-- d --!>e| abce",
                "a<style>p > b {}</style>b| ab",
                "a<script>if (x < y) { '</p>' }</script>b| ab",
                "a<SCRIPT type='math/tex'>x < y & z</SCRIPT>b| a x < y & z b",
                "1 < 2 and 2 <3| 1 < 2 and 2 <3",
                "<a title=\"x > y\">t</a><p don't>u| t u",
                "a &lt; b &amp;&nbsp;c &#8747; &#x2211 &alpha;&Beta;| a < b & c ∫ ∑ αΒ",
                "&unknown; & &; &#; &lt| &unknown; & &; &#; &lt",
                "it&#146;s &#0; &#xD800; &#1114112;| it’s \uFFFD \uFFFD \uFFFD",
                "<img alt='\\frac12'> <img alt='our cat'> <img class=tex alt=x> <img class=text alt=y>| \\frac12 x",
                "<math alttext='a&lt;b'><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>| a<b a < b",
                "<annotation encoding='application/x-tex'>a^2</annotation>| a^2",
                "<?xml version='1.0'?><![CDATA[x]]>y</>z</ p>| yz"
            })
    void text_is_what_a_reader_sees_and_tex(String html, String expected) {
        assertEquals(expected, text(html));
    }

    @Test
    void white_space_of_every_kind_is_one_space() {
        assertEquals("a b c d", text(" \n\ta \r\n\n b\u00a0 \u00a0c\0d \f"));
    }

    @Test
    void an_unclosed_comment_script_tag_or_quote_swallows_the_rest() {
        assertEquals("a", text("a<!-- b"));
        assertEquals("a", text("a<script>b"));
        assertEquals("a", text("a<style>b</styl>"));
        assertEquals("a", text("a<p b"));
        assertEquals("a", text("a<p b=\"c>d"));
        assertEquals("a <", text("a <"));
    }

    @Test
    void signs_of_mathematics_are_counted() {
        text(SamplePage.HTML);
        // a stylesheet of KaTeX, MathJax's configuration and two classes; \sum \infty \frac, \int, \alpha, \pi
        assertEquals(new MathSignals(1, 1, 4, 1, 2, 6, 2), scan.signals());
        assertTrue(scan.signals().any());
        text("<p>No such thing.</p>");
        assertFalse(scan.signals().any());
    }

    @Test
    void plain_text_keeps_its_angle_brackets() {
        scan.scanPlainText("If  a<b\nthen \\(c>d\\) &amp;".getBytes(StandardCharsets.UTF_8));
        assertEquals("If a<b then \\(c>d\\) &amp;", scanned());
        assertEquals(1, scan.signals().inlineDelimiters());
    }

    @ParameterizedTest(name = "{0} bytes at most")
    @CsvSource({"1, é, ''", "3, aé, aé", "2, aé, a", "5, abcdefghijklmnopqrstuvwxyz, abcde", "4, abc def, abc"})
    void text_is_cut_between_characters(int most, String html, String expected) {
        var small = new PageScan(most);
        small.scan(html.getBytes(StandardCharsets.UTF_8));
        assertEquals(expected, new String(small.text(), 0, small.length(), StandardCharsets.UTF_8));
    }

    static Stream<String> hostilePages() {
        return Stream.of(
                "<",
                "<p",
                "<a b=\"",
                "<!--",
                "<!-",
                "<script>",
                "<script></scrip",
                "<style><",
                "</",
                "&",
                "&#",
                "&#x",
                "\0",
                "a",
                " ",
                "<p>",
                "\"",
                "='",
                "<a ='\"",
                "<a    '",
                "<img alt=",
                "<img alt='\\a'>",
                "<math alttext='<'>",
                "$",
                "\\",
                "\u00c2",
                "-->",
                "J",
                "<script>MathJ",
                "<img src=",
                "a=",
                "<![CDATA[",
                "<script type=math/tex>$$");
    }

    @ParameterizedTest(name = "four megabytes of {0}")
    @MethodSource("hostilePages")
    void hostile_pages_take_linear_time_and_bounded_text(String piece) {
        var bytes = piece.repeat(MEGABYTES / piece.length()).getBytes(StandardCharsets.UTF_8);
        // a moment where time is linear, hours where it is quadratic
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> scan.scan(bytes));
        assertTrue(scan.length() <= PageScan.MOST_TEXT_BYTES, "text of " + scan.length() + " bytes");
    }

    @Test
    void a_senseless_bound_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new PageScan(0));
    }

    private String text(String html) {
        scan.scan(html.getBytes(StandardCharsets.UTF_8));
        return scanned();
    }

    private String scanned() {
        return new String(scan.text(), 0, scan.length(), StandardCharsets.UTF_8);
    }
}
