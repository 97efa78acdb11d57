package mathesis.corpus.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an element is to the text, by the words of its `class` and `id`. Whole words only: `navigation` is, but
/// `navigation-theorem` is not.
enum ClassRole {
    /// Never read: marks beside headings and code, text for screen readers beside the text itself.
    DECORATION("headerlink header-anchor anchorjs-link heading-anchor anchor-link mw-editsection mw-jump-link linenos"
            + " linenodiv gutter line-numbers lineno linenumber copybtn skip-link skip-to-content sr-only"
            + " screen-reader-text visually-hidden visuallyhidden mathjax_message mathjax_hidden mathjax_font_test"
            + " mathjax_menu mjx_assistive_help noprint viewcode-link onthispage ttc"),
    BOILERPLATE("nav navbar navigation navi navpath nav-path navbox nav-links nav-menu main-nav main-menu menu menubar"
            + " mainmenu topmenu sidemenu side-nav sidenav sidebar sphinxsidebar left-sidebar right-sidebar"
            + " bd-sidebar breadcrumb breadcrumbs crumbs footer site-footer page-footer"
            + " global-footer pagefooter copyright catlinks printfooter related rellinks relations topnav bottomnav"
            + " navheader navfooter navlink mathjaxlink site-header site-nav sitenav masthead topbar toolbar top-bar"
            + " cookie cookies cookie-banner cookie-notice cookie-consent cookieconsent cc-window gdpr share sharing"
            + " social social-links social-share sharedaddy pagination pager prev-next-area prev-next-bottom advert advertisement ads banner-ad"
            + " newsletter subscribe login-form search-form searchbox"),
    /// What a renderer made of a formula: KaTeX.
    KATEX("katex katex-display"),
    /// What a renderer made of a formula: MathJax 2.
    MATHJAX("mathjax mathjax_display mathjax_svg mathjax_svg_display mathjax_chtml mathjax_mathml mjx-chtml"
            + " mjxc-display mjx-container"),
    /// What stands in a formula's place until it is rendered.
    PREVIEW("mathjax_preview katex-preview"),
    MEDIA_WIKI("mwe-math-element"),
    TEX_ERROR("texerror"),
    /// Holds TeX and nothing else.
    RAW_TEX("wp-katex-eq katex-eq ql-formula"),
    /// Holds TeX with or without delimiters.
    MATH("math math-container math-inline math-display inline-math display-math arithmatex simplemath mathjax-tex"
            + " inlinemath displaymath tex latex formula language-math"),
    /// Holds formulas beside their numbers.
    EQUATION_TABLE("ltx_eqn_table ltx_equation ltx_equationgroup"),
    /// Source code that is no `pre`.
    CODE_BLOCK("fragment"),
    /// What kind of thing a term is, set off from it by style alone.
    CLASSIFIER("classifier"),
    /// Not for MathJax to read.
    WITHOUT_MATH("tex2jax_ignore mathjax_ignore asciimath2jax_ignore no-mathjax nomathjax"),
    /// For MathJax to read after all.
    WITH_MATH("tex2jax_process mathjax_process");

    private static final Map<String, ClassRole> BY_WORD = byWord();

    private static final int LONGEST =
            BY_WORD.keySet().stream().mapToInt(String::length).max().orElse(0);

    private final String words;

    ClassRole(String words) {
        this.words = words;
    }

    private static Map<String, ClassRole> byWord() {
        var roles = new HashMap<String, ClassRole>();
        for (var role : values()) {
            for (var word : role.words.split(" ")) {
                roles.put(word, role);
            }
        }
        return Map.copyOf(roles);
    }

    /// The role of an element with these words in its class or id; the first in the order of roles counts.
    static Optional<ClassRole> of(String words) {
        var found = Optional.<ClassRole>empty();
        for (int start = 0; start < words.length(); ) {
            int end = start;
            while (end < words.length() && !Whitespace.is(words.charAt(end))) {
                end++;
            }
            if (end > start && end - start <= LONGEST) {
                var role = BY_WORD.get(words.substring(start, end).toLowerCase(Locale.ROOT));
                if (role != null && found.map(each -> role.compareTo(each) < 0).orElse(true)) {
                    found = Optional.of(role);
                }
            }
            start = end + 1;
        }
        return found;
    }
}
