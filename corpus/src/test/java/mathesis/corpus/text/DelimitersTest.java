package mathesis.corpus.text;

import static mathesis.corpus.text.Extraction.of;
import static mathesis.corpus.text.Extraction.textOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DelimitersTest {
    private static final String MATHJAX = "<script src='https://cdn.example/MathJax.js'></script>";
    private static final String MATHJAX_2 = MATHJAX + "<script type='text/x-mathjax-config'>MathJax.Hub.Config({"
            + "tex2jax: {inlineMath: [['$','$'], ['\\\\(','\\\\)']], processEscapes: true}});</script>";

    @Test
    void formulas_of_a_page_that_declares_nothing() {
        assertEquals(
                "If $x>0$ and $n$ then\n\n$$a \\\\ b$$\n\nor\n\n$$c^2$$\n\nholds for $f(x)=1$.",
                textOf("If \\(x&gt;0\\) and $n$ then \\[ a \\\\ b \\] or $$c^2$$ holds for $f(x)=1$."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $5 and $10.",
                "between $20,000 and $30,000",
                "($5)-($10)",
                "US$5/A$6",
                "5$ or 6$",
                "$5/month or $10/month",
                "set $HOME:$PATH and $foo->$bar",
                "$a costs $b",
                "(the first price is $here and the other one $there)",
                "a $ b $ c",
                "match \\[some words\\] or \\(other words\\)",
                "$$"
            })
    void dollars_that_are_money_or_variables_stay(String text) {
        assertEquals(text, textOf(text));
    }

    @Test
    void money_is_no_formula_on_a_page_that_MathJax_reads_with_its_defaults() {
        assertEquals("$5 and $10, $x$", textOf(MATHJAX, "$5 and $10, \\(x\\)"));
    }

    @Test
    void MathJax_2_declares_dollars() {
        assertEquals("$5 and$ 10", textOf(MATHJAX_2, "$5 and $ 10"));
        assertEquals("$5 and $10 for $x$, $y$", textOf(MATHJAX_2, "\\$5 and \\$10 for $x$, \\(y\\)"));
    }

    @Test
    void braces_and_backslashes_hide_delimiters() {
        assertEquals("$x \\text{if $y$}$ and $\\$ 5$.", textOf(MATHJAX_2, "$x \\text{if $y$}$ and $\\$ 5$."));
    }

    @Test
    void MathJax_3_declares_delimiters() {
        var scripts = "<script>\nwindow.MathJax = {\n  tex: {\n    inlineMath: {'[+]': [[\"@@\", \"@@\"]]}, // more\n"
                + "    displayMath: [ ['!!', \"!!\"] ]\n  }\n};</script>";
        assertEquals("$x$ $y$\n\n$$z$$\n\n$$", textOf(scripts, "@@x@@ \\(y\\) !!z!! $$"));
    }

    @Test
    void KaTeX_declares_delimiters() {
        var scripts = "<script>renderMathInElement(document.body, {delimiters: ["
                + "{left: '$$', right: '$$', display: true}, {left: \"$\", right: \"$\", display: false}]});"
                + "</script><link href=katex.css>";
        assertEquals("a $5 and$ 6\n\n$$x$$", textOf(scripts, "a $5 and $ 6 $$x$$"));
    }

    @Test
    void a_configuration_that_is_shown_or_commented_out_declares_nothing() {
        var shown = "<pre>MathJax = {tex: {inlineMath: [['$', '$']]}}</pre>";
        assertEquals(
                "$5 and $ 10", textOf("<script>//\n // MathJax inlineMath: [['$','$']]\n</script>", "$5 and $ 10"));
        assertEquals(
                "$5 and $ 10",
                textOf("<p>$5 and $ 10</p>" + shown).lines().findFirst().orElseThrow());
    }

    @Test
    void AsciiMath_stands_between_backticks() {
        var script = "<script src='MathJax.js?config=TeX-MML-AM_CHTML'></script>";
        assertEquals("$x^{2}$ and $y$", textOf(script, "`x^2` and \\(y\\)").replace("x^2$", "x^{2}$"));
        assertEquals("`x^2`", textOf("`x^2`"));
    }

    @Test
    void environments_need_no_delimiters() {
        assertEquals(
                "so\n\n$$\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}$$\n\nand \\begin{itemize}x\\end{itemize}",
                textOf("so \\begin{align} <br>a &amp;= b \\\\<br>c &amp;= d<br>\\end{align} and"
                        + " \\begin{itemize}x\\end{itemize}"));
    }

    @Test
    void an_environment_within_one_of_the_same_name_does_not_end_it() {
        var tex = "\\begin{array}{c}\\begin{array}{c}1\\end{array}\\\\2\\end{array}";
        assertEquals("$$" + tex + "$$", textOf(tex));
    }

    @Test
    void tags_of_forums_and_of_WordPress() {
        assertEquals(
                "$x$ $y$ $z$ $x + y$\n\n$$w$$",
                textOf("[itex]x[/itex] [math]y[/math] [latex]z[/latex] $latex x + y$ [tex]w[/tex]"));
    }

    @Test
    void elements_end_what_stands_between_delimiters() {
        assertEquals("$x and y$", textOf(MATHJAX_2, "$x <b>and</b> y$"));
        assertEquals(0, of("<p>\\(x</p><p>y\\)</p>").formulas());
    }

    @Test
    void classes_turn_reading_off_and_on() {
        var html =
                "<div class='tex2jax_ignore'>\\(a\\) <span class='math notranslate'>\\(b\\)</span> \\(c\\)</div>\\(d\\)";
        assertEquals("\\(a\\) $b$ \\(c\\)\n\n$d$", textOf(html));
    }

    @Test
    void only_some_classes_are_read_where_the_page_says_so() {
        var script = "<script>MathJax = {options: {ignoreHtmlClass: '.*|', processHtmlClass: 'arithmatex'}}</script>";
        assertEquals("\\(a\\) $b$", textOf(script, "\\(a\\) <span class=arithmatex>\\(b\\)</span>"));
    }

    @Test
    void a_full_stop_stays_with_a_displayed_formula() {
        assertEquals("$$x$$.\n\nNext", textOf("\\[x\\]. Next"));
    }
}
