/// Formulas of web pages to TeX: MathML, AsciiMath, and what KaTeX and MathJax leave in a page when they have run.
///
/// The doors are [mathesis.corpus.formula.MathMl], [mathesis.corpus.formula.AsciiMath],
/// [mathesis.corpus.formula.RenderedMath] and [mathesis.corpus.formula.SubSup]. All of them are stateless and safe for
/// any thread, take hostile input, and give nothing instead of something longer or deeper than their bounds.
package mathesis.corpus.formula;
