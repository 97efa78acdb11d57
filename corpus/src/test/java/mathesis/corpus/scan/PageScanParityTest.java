package mathesis.corpus.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast scan against the plain one.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PageScanParityTest {
    private static final int PAGES = 400;
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "\"",
            "'",
            "=",
            "/",
            "&",
            ";",
            "-",
            "--",
            "<!--",
            "-->",
            "--!>",
            "<!-->",
            "<?",
            "</",
            "</ ",
            " ",
            "  ",
            "\n\t ",
            "\0",
            "\\",
            "\\(",
            "\\[x\\]",
            "$",
            "$$",
            "\\frac{a}{b}",
            "\u00a0",
            "é",
            "∑",
            "a",
            "word ",
            "The limit is ",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<span class=\"math\">",
            "</span>",
            "<td\n>",
            "<blockquote>",
            "<textarea>",
            "<script>",
            "</script>",
            "<SCRIPT type=math/tex>",
            "<script type='math/tex; mode=display'>x^2 < y",
            "<script src=\"MathJax.js\">",
            "</scr",
            "<style>a > b{}",
            "</style >",
            "<img alt=\"\\alpha\">",
            "<img class=tex alt='x &lt; y'>",
            "<img alt=\"$a > b$\" src=x>",
            "<img src=\"latex.php\" alt=",
            "<img alt>",
            "<math alttext=\"a_{1}\">",
            "<mi>x</mi>",
            "</math>",
            "<a href=\"?a=1&b=2\" title = 'it''s'>",
            "<p don't>",
            "&lt;",
            "&nbsp;",
            "&alpha;",
            "&#945;",
            "&#x3B1;",
            "&#146;",
            "&#0;",
            "&#xD800;",
            "&#99999999;",
            "&unknown;",
            "&amp",
            "&",
            "class=\"",
            "alt=\"",
            "0123456789abcdef");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pages_of_random_pieces_leave_the_same_text_and_signs(long seed) {
        var random = new Random(seed);
        var scan = new PageScan();
        for (int i = 0; i < PAGES; i++) {
            var page = new StringBuilder();
            int pieces = random.nextInt(1 + i % 40);
            for (int k = 0; k < pieces; k++) {
                page.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertSame(scan, page.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void mutated_pages_leave_the_same_text_and_signs(long seed) {
        var random = new Random(seed);
        var scan = new PageScan();
        var page = SamplePage.HTML.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < PAGES; i++) {
            var mutated = page.clone();
            for (int k = 0; k < 1 + i % 20; k++) {
                mutated[random.nextInt(mutated.length)] =
                        random.nextBoolean() ? page[random.nextInt(page.length)] : (byte) random.nextInt(256);
            }
            assertSame(scan, mutated);
        }
    }

    @ParameterizedTest(name = "cut at byte {0} and onwards")
    @ValueSource(ints = {0, 200, 400, 600, 800, 1000, 1200})
    void a_page_cut_anywhere_leaves_the_same_text_and_signs(int from) {
        var scan = new PageScan();
        var page = SamplePage.HTML.getBytes(StandardCharsets.UTF_8);
        for (int length = from; length < Math.min(from + 200, page.length); length++) {
            assertSame(scan, java.util.Arrays.copyOf(page, length));
        }
    }

    private static void assertSame(PageScan scan, byte[] page) {
        var expected = new ReferenceScan(page);
        scan.scan(page);
        var text = new String(scan.text(), 0, scan.length(), StandardCharsets.UTF_8);
        var shown = new String(page, StandardCharsets.UTF_8);
        assertEquals(expected.text(), text, () -> "text of " + shown);
        var seen = scan.signals();
        var signals = new MathSignals(
                seen.mathElements(),
                seen.texScripts(),
                0,
                seen.inlineDelimiters(),
                seen.displayDelimiters(),
                seen.texCommands(),
                seen.texImages());
        assertEquals(expected.signals(), signals, () -> "signals of " + shown);
    }
}
