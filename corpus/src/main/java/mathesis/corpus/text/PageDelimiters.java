package mathesis.corpus.text;

import static mathesis.corpus.text.Delimiters.BRACKETS;
import static mathesis.corpus.text.Delimiters.DOLLARS;
import static mathesis.corpus.text.Delimiters.PARENTHESES;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mathesis.corpus.text.Delimiters.Syntax;
import mathesis.corpus.text.ScriptTokens.Kind;
import mathesis.corpus.text.ScriptTokens.Token;

/// What a page's scripts say about formulas in its text: the configurations of MathJax 2 (`tex2jax`,
/// `asciimath2jax`), MathJax 3 (`tex`, `asciimath`) and KaTeX's auto-render.
///
/// @param rules      that tell formulas from words
/// @param ignoresAll whether only elements of certain classes are read for formulas
/// @param length     of the page, in characters
record PageDelimiters(DelimiterRules rules, boolean ignoresAll, int length) {
    private static final List<String> TYPESETTERS =
            List.of("MathJax", "mathjax", "KaTeX", "katex", "renderMathInElement", "ASCIIMathML");
    private static final List<String> ASCII_MATH =
            List.of("asciimath2jax", "input/asciimath", "input/AsciiMath", "=AM_", "-AM_", "ASCIIMathML");

    static PageDelimiters of(String html) {
        var settings = ScriptSettings.of(html);
        return settings.containAny(TYPESETTERS)
                ? new Declarations(settings, html.length()).read()
                : new PageDelimiters(DelimiterRules.UNDECLARED, false, html.length());
    }

    /// Reads the scripts.
    private static final class Declarations {
        private final int length;
        private final ScriptSettings settings;
        private final Set<Delimiters> declared = new LinkedHashSet<>();

        Declarations(ScriptSettings settings, int length) {
            this.settings = settings;
            this.length = length;
        }

        PageDelimiters read() {
            boolean inline = pairs("inlineMath", false, Syntax.TEX, Set.of(PARENTHESES));
            boolean display = pairs("displayMath", true, Syntax.TEX, Set.of(DOLLARS, BRACKETS));
            if (inline && !display) {
                declared.add(DOLLARS);
            }
            katex();
            boolean tex = !declared.isEmpty();
            asciiMath();
            return new PageDelimiters(tex ? declared() : undeclared(), ignoresAll(), length);
        }

        private DelimiterRules declared() {
            // what is written so is meant so, declared or not
            declared.add(PARENTHESES);
            declared.add(BRACKETS);
            boolean escapes = settings.values("processEscapes").stream()
                    .noneMatch(value -> value.getFirst().text().equals("false"));
            return DelimiterRules.declared(List.copyOf(declared), escapes);
        }

        /// The defaults, with those of AsciiMath where there are any.
        private DelimiterRules undeclared() {
            return declared.isEmpty() ? DelimiterRules.DEFAULTS : DelimiterRules.defaultsAnd(List.copyOf(declared));
        }

        /// Delimiters as MathJax declares them: `[["$", "$"], ["\\(", "\\)"]]`, in version 3 also `{"[+]":
        /// [["$", "$"]]}`.
        private boolean pairs(String setting, boolean display, Syntax syntax, Set<Delimiters> defaults) {
            boolean any = false;
            for (var value : settings.values(setting)) {
                var strings = new ArrayList<String>();
                for (int i = 0; i < value.size(); i++) {
                    if (value.get(i).kind() == Kind.STRING && !isKey(value, i)) {
                        strings.add(value.get(i).text());
                    }
                }
                any |= !strings.isEmpty();
                if (value.getFirst().is('{')) {
                    declared.addAll(defaults);
                }
                for (int i = 0; i + 1 < strings.size(); i += 2) {
                    declare(strings.get(i), strings.get(i + 1), display, syntax);
                }
            }
            return any;
        }

        private static boolean isKey(List<Token> value, int i) {
            return i + 1 < value.size() && value.get(i + 1).is(':');
        }

        private void declare(String open, String close, boolean display, Syntax syntax) {
            if (!open.isBlank() && !close.isBlank()) {
                declared.add(new Delimiters(open, close, display, syntax));
            }
        }

        /// `delimiters: [{left: "$", right: "$", display: false}]`.
        private void katex() {
            for (var value : settings.values("delimiters")) {
                var left = "";
                var right = "";
                for (int i = 2; i < value.size(); i++) {
                    if (!value.get(i - 1).is(':')) {
                        continue;
                    }
                    switch (value.get(i - 2).text()) {
                        case "left" -> left = value.get(i).text();
                        case "right" -> right = value.get(i).text();
                        case "display" ->
                            declare(left, right, value.get(i).text().equals("true"), Syntax.TEX);
                        default -> {}
                    }
                }
            }
        }

        private void asciiMath() {
            if (!settings.containAny(ASCII_MATH)) {
                return;
            }
            boolean any = settings.values("delimiters").stream()
                            .noneMatch(value -> value.contains(new Token(Kind.WORD, "left")))
                    && pairs("delimiters", false, Syntax.ASCII_MATH, Set.of());
            if (!any) {
                declare("`", "`", false, Syntax.ASCII_MATH);
            }
        }

        /// Whether everything is ignored but the classes that this page names and this room knows.
        private boolean ignoresAll() {
            return names("ignoreClass", "ignoreHtmlClass").contains(".*")
                    && names("processClass", "processHtmlClass").stream()
                            .allMatch(name -> ClassRole.of(name)
                                    .filter(role -> role == ClassRole.MATH || role == ClassRole.WITH_MATH)
                                    .isPresent());
        }

        private List<String> names(String... settingNames) {
            var names = new ArrayList<String>();
            for (var name : settingNames) {
                for (var value : settings.values(name)) {
                    names.addAll(List.of(value.getFirst().text().split("\\|")));
                }
            }
            return names;
        }
    }
}
