package mathesis.corpus.scan;

/// Signs of mathematics that the first pass meets on its way, cheap to count and none of them proof.
///
/// @param mathElements     start tags `<math>`
/// @param texScripts       `<script type="math/tex">` and its kin
/// @param libraries        mentions of MathJax and KaTeX: sources of scripts and styles, configuration in scripts,
/// classes
///                         of rendered formulas
/// @param inlineDelimiters `\(`
/// @param displayDelimiters `\[` and `$$`
/// @param texCommands      backslashes before at least two letters
/// @param texImages        images whose class, address or alternative text says TeX
public record MathSignals(
        int mathElements,
        int texScripts,
        int libraries,
        int inlineDelimiters,
        int displayDelimiters,
        int texCommands,
        int texImages) {
    /// Whether any of them was met.
    public boolean any() {
        return (mathElements | texScripts | libraries | inlineDelimiters | displayDelimiters | texCommands | texImages)
                != 0;
    }
}
