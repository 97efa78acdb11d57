package mathesis.corpus.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import mathesis.corpus.DropReason;
import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pages made to cost time or memory. What fails to be linear runs for minutes here.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostilePagesTest {
    private static final int MANY = 100_000;
    private static final String MATHJAX = "<script>MathJax = {tex: {inlineMath: [['$', '$']]}}</script>";

    static Stream<HostilePage> pages() {
        return Stream.of(
                new HostilePage("nested divs", "<div>".repeat(MANY) + "deep"),
                new HostilePage("nested lists", "<ul><li>a".repeat(MANY)),
                new HostilePage("nested tables", "<table><tr><td>".repeat(MANY / 10) + "deep"),
                new HostilePage("nested code", "<code>".repeat(MANY) + "deep<p>x"),
                new HostilePage("nested spans of formulas", "<span class=katex>".repeat(MANY / 10) + "deep"),
                new HostilePage("nested rendered formulas", "<span class=MathJax>x".repeat(MANY / 10)),
                new HostilePage("unclosed formatting", "<b><i><p>".repeat(MANY / 100) + "deep"),
                new HostilePage("dollars", MATHJAX + "$".repeat(10 * MANY)),
                new HostilePage("dollars and braces", MATHJAX + "${ ".repeat(MANY)),
                new HostilePage("dollars of nobody", "$a ".repeat(MANY)),
                new HostilePage("opening delimiters", "\\( ".repeat(MANY) + "}\\)"),
                new HostilePage("environments without end", MATHJAX + "\\begin{a}".repeat(MANY)),
                new HostilePage("environments of another end", MATHJAX + "\\begin{a}".repeat(MANY) + "\\end{b}"),
                new HostilePage("begin without a name", MATHJAX + "\\begin{".repeat(MANY)),
                new HostilePage("forum tags", "[tex]".repeat(MANY)),
                new HostilePage("backslashes", "\\".repeat(MANY)),
                new HostilePage("settings without values", "<script>inlineMath: [ MathJax </script>".repeat(MANY / 10)),
                new HostilePage("a huge class", "<p class='" + "math ".repeat(MANY) + "'>x"),
                new HostilePage("a huge style", "<p style='" + "display:".repeat(MANY) + "'>x"),
                new HostilePage(
                        "a huge image address", "<img src='https://latex.codecogs.com/?" + "%".repeat(MANY) + "'>x"),
                new HostilePage("exponents", "x" + "<sup>2".repeat(MANY)),
                new HostilePage("backticks in code", "<pre>" + "`".repeat(MANY) + "</pre>"),
                new HostilePage("nothing but opening brackets", "<".repeat(MANY)),
                new HostilePage("no characters at all", ""));
    }

    private record HostilePage(String name, String html) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Pages that meet a bound: more indentation than text, more looking ahead than nodes.
    private static final Set<String> DROPPED =
            Set.of("nested lists", "nested code", "nested spans of formulas", "nested rendered formulas");

    @ParameterizedTest
    @MethodSource("pages")
    void ends(HostilePage page) {
        var verdict = new HtmlText(HtmlTextLimits.DEFAULT).extract(page.html, "");
        assertEquals(DROPPED.contains(page.name), verdict instanceof Dropped);
    }

    @Test
    void random_pages_give_a_text_that_is_the_same_each_time_seed_5() {
        var random = new Random(5);
        var pieces =
                "<div>|</div>|<p>|<table>|<td>|<tr>|<ul>|<li>|</ul>|<pre>|</pre>|<sup>|</sup>|$|$$|\\(|\\)|x^2|{|}|"
                        + "\\begin{align}|\\end{align}|<math>|</math>|<mi>|<b>|</i>|<nav>|</nav>|<a href=x>|</a>| |words|<br>|"
                        + "<code>|</code>|<h1>|</h1>|<script type=math/tex>|</script>|<span class=katex>|</span>|<dd>|<blockquote>";
        var all = pieces.split("\\|");
        var extraction = new HtmlText(HtmlTextLimits.DEFAULT);
        for (int i = 0; i < 300; i++) {
            var html = new StringBuilder();
            for (int k = 0; k < 200; k++) {
                html.append(all[random.nextInt(all.length)]);
            }
            var first = extraction.extract(html.toString(), "");
            assertInstanceOf(Kept.class, first, html.toString());
            assertEquals(first, extraction.extract(html.toString(), ""));
        }
    }

    @Test
    void a_page_beyond_a_limit_is_dropped() {
        assertDropped(new HtmlTextLimits(10, 100, 100, 100, 100), "<p>12345678");
        assertDropped(new HtmlTextLimits(1000, 10, 100, 100, 100), "<p>1".repeat(10));
        assertDropped(new HtmlTextLimits(1000, 100, 100, 10, 100), "<p>12345678901");
    }

    private static void assertDropped(HtmlTextLimits limits, String html) {
        assertEquals(new Dropped<>(DropReason.EXTRACTION_FAILED), new HtmlText(limits).extract(html, ""));
    }

    @Test
    void a_formula_beyond_the_limit_stays_text() {
        var limits = new HtmlTextLimits(1000, 100, 100, 1000, 10);
        var text = new HtmlText(limits).extract("\\(x + 12345678\\) \\(y\\)", "");
        assertTrue(text instanceof Kept<ExtractedText>(var kept) && kept.text().equals("\\(x + 12345678\\) $y$"));
    }
}
