package mathesis.corpus.text;

import static mathesis.corpus.text.Extraction.textOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StructureTest {
    @Test
    void headings_and_paragraphs_are_apart() {
        assertEquals(
                "# One\n\nTwo\nthree.\n\n### Four\n\nFive", textOf("<h1>One</h1><p>Two<br>three.<h3>Four</h3>Five"));
    }

    @Test
    void white_space_collapses_and_words_of_inline_elements_stay_together() {
        assertEquals("a bc d", textOf("<p> a \n\t <b>b</b>c&nbsp; <i> d </i> "));
    }

    @Test
    void lists_nest_and_count() {
        var html = "<p>x</p><ul><li>a<ol start=3><li>b</li><li><p>c</p><p>d</p></li></ol></li><li>e</ul>y";
        assertEquals("x\n\n- a\n  3. b\n  4. c\n\n     d\n- e\n\ny", textOf(html));
    }

    @Test
    void an_empty_item_leaves_no_marker() {
        assertEquals("- a\n- b", textOf("<ul><li></li><li>a</li><li> <img src=x></li><li>b</li></ul>"));
    }

    @Test
    void tables_have_a_line_for_each_row() {
        var html = "<table><tr><th>n<th>n!<tr><td>3<td><p>6</p><tr><td><td>\\(n!\\)</table>";
        assertEquals("| n | n! |\n| --- | --- |\n| 3 | 6 |\n| | $n!$ |", textOf(html));
    }

    @Test
    void tables_that_lay_out_the_page_leave_no_bars() {
        assertEquals("a\n\n# b\n\nc", textOf("<table><tr><td>a</td><td><h1>b</h1><p>c</p></td></tr></table>"));
    }

    @Test
    void quotations_and_definitions_are_marked() {
        assertEquals(
                "> a\n>\n> b\n\nterm\n: what it is\n\nnext\n: more",
                textOf("<blockquote><p>a</p><p>b</p></blockquote><dl><dt>term<dd>what it is<dt>next<dd>more</dl>"));
    }

    @Test
    void code_keeps_its_lines_and_its_dollars() {
        assertEquals(
                "run `echo $a $b`:\n\n```\nfor i in $x; do\n  echo \\(i\\)\ndone\n```\n\nend",
                textOf("<p>run <code>echo $a $b</code>:</p><pre>\nfor i in $x; do\n  echo \\(i\\)\ndone\n</pre>end"));
    }

    @Test
    void code_in_a_list_is_indented_with_it() {
        assertEquals("- a\n\n  ```\n  b\n\n    c\n  ```", textOf("<ul><li>a<pre>b\n\n  c</pre></li></ul>"));
    }

    @Test
    void indices_and_exponents_are_written_out() {
        assertEquals(
                "x^2 + a_{ij}^{n+1}, e^{x^2}, 1st, Foo TM, see[1]",
                textOf("x<sup>2</sup> + a<sub>ij</sub><sup>n+1</sup>, e<sup>x<sup>2</sup></sup>, 1<sup>st</sup>, "
                        + "Foo <sup>TM</sup>, see<sup><a href=#1>[1]</a></sup>"));
    }

    @Test
    void links_are_their_text() {
        assertEquals("See here.", textOf("<p>See <a href='https://b.example/'>here</a>.</p>"));
    }
}
