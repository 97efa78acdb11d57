package mathesis.corpus.scan;

/// A page of our own with every kind of markup that the scan knows.
final class SamplePage {
    static final String HTML = """
            <!DOCTYPE html>
            <html lang="en"><head><title>Limits &amp; sums</title>
            <link rel="stylesheet" href="/katex/katex.min.css">
            <style type="text/css">p > a { color: red } /* </styl> */</style>
            <script>window.MathJax = { tex: { inlineMath: [["$", "$"]] } }; if (a < b) { c = "</p>"; }</script>
            </head>
            <body class='plain'>
            <!-- a comment with <p>markup</p> and -- dashes -->
            <h1>The   geometric\tseries</h1><p>For |<i>q</i>| &lt; 1 we have<br>
            \\(\\sum_{k=0}^\\infty q^k = \\frac{1}{1-q}\\), where x<sub>1</sub>&nbsp;&le;&#160;x<sup>2</sup>.</p>
            <script type="math/tex; mode=display">\\int_0^1 x < 2 \\, dx</script>
            <p>An image <img class="math" src="a.png" alt="\\alpha &gt; &#946;"/> and another
            <img src="https://latex.codecogs.com/gif?x" alt='y_{2}'> and a photo <img src=b.jpg alt="our cat">.</p>
            <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="a^{2}"><mi>a</mi><mn>2</mn>
            <annotation encoding="application/x-tex">a^2</annotation></math>
            <div class="MathJax_Display">$$e^{i\\pi} = -1$$</div><span class="katex">z</span>
            <a href="?x=1&amp;y=2" title="a > b">link</a><a title='it"s'>quoted</a><p don't>strange</p>
            <ul><li>eins<li>zwei – drei \u00a0 vier</ul> 3 < 4 &unknown; &#x221e; </body></html>
            """;

    private SamplePage() {}
}
