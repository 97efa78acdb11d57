/// HTML to readable, Markdown-like text that keeps mathematics.
///
/// [mathesis.corpus.text.HtmlText] is the way in. Formulas come out as TeX, inline ones as `$...$`, displayed
/// ones as `$$...$$`, with what is between the dollars as the page's author wrote it, white space aside;
/// nothing in them is escaped for Markdown. The rule set follows OpenWebMath's extraction; what each rule
/// does stands with the class that holds it.
package mathesis.corpus.text;
