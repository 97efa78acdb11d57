package mathesis.corpus.text;

import static mathesis.corpus.text.Extraction.of;
import static mathesis.corpus.text.Extraction.textOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BoilerplateTest {
    private static final String CONTENT = "<p>Some words that the page is about.</p>";

    private static final String LINKS = "<ul><li><a href=1>one page</a><li><a href=2>another page</a>"
            + "<li><a href=3>a third page</a><li><a href=4>a fourth page</a></ul>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>var a = '$x$'</script>",
                "<style>p {}</style>",
                "<noscript>no script</noscript>",
                "<nav>here</nav>",
                "<footer>here</footer>",
                "<header>here</header>",
                "<aside>here</aside>",
                "<div role=navigation>here</div>",
                "<div role=complementary>here</div>",
                "<p hidden>here</p>",
                "<p aria-hidden=true>here</p>",
                "<p style='color: red; DISPLAY : none'>here</p>",
                "<div class='box sidebar'>here</div>",
                "<div id=footer>here</div>",
                "<div class=cookie-banner>here</div>",
                "<ul class=breadcrumb><li>here</ul>",
                "<select><option>here</select>",
                "<button>here</button>",
                LINKS
            })
    void goes(String html) {
        assertEquals("Some words that the page is about.", textOf(html + CONTENT));
        assertEquals("Some words that the page is about.", textOf("<div>" + CONTENT + html + "</div>"));
    }

    @Test
    void the_heading_of_a_page_stays() {
        assertEquals(
                "# Title\n\nSome words that the page is about.", textOf("<header><h1>Title</h1></header>" + CONTENT));
    }

    @Test
    void a_margin_or_a_list_of_links_with_formulas_stays() {
        assertEquals("Note $x$", textOf("<aside>Note \\(x\\)</aside>"));
        var list = LINKS.replace("one page", "\\(x\\)");
        assertEquals(1, of(CONTENT + list).formulas());
        assertEquals(0, of(CONTENT + "<nav>" + list + "</nav>").formulas());
    }

    @Test
    void a_list_with_words_beside_its_links_stays() {
        var html = LINKS.replace("</a>", "</a>, which says much about the subject");
        assertEquals(4, textOf(html).lines().count());
    }

    @Test
    void what_is_taken_back_leaves_no_marker() {
        assertEquals("- a\n- b", textOf("<ul><li>a</li><li><nav>x</nav></li><li>b</li></ul>"));
        assertEquals("- a\n\n  b", textOf("<ul><li><nav>x</nav>a<nav>y</nav><p>b</p></li></ul>"));
    }

    @Test
    void a_page_of_nothing_else_keeps_it() {
        assertEquals("- one page\n- another page\n- a third page\n- a fourth page", textOf(LINKS));
        assertEquals("All the words of this page.", textOf("<div class=sidebar>All the words of this page.</div>"));
    }

    @Test
    void the_body_is_content_whatever_it_is_called() {
        assertEquals(
                "Words",
                of("<body class=sidebar style='visibility: hidden'>Words").text());
    }

    @Test
    void title_and_language_are_those_of_the_head() {
        var text = of("<html lang=en-GB><head><title> A\n title </title></head><body>b<svg><title>c</title></svg>");
        assertEquals("A title", text.title());
        assertEquals(Optional.of("en-GB"), text.declaredLanguage());
        assertEquals("b", text.text());
    }

    @Test
    void the_first_heading_is_the_title_of_a_page_without_one() {
        assertEquals("H", of("<h2>G</h2><h1>H</h1>").title());
        assertEquals(
                Optional.of("fr"),
                of("<meta http-equiv=Content-Language content=fr>x").declaredLanguage());
    }
}
