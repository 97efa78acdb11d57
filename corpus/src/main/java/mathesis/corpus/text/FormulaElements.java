package mathesis.corpus.text;

import java.util.Locale;
import java.util.Optional;
import mathesis.corpus.formula.AsciiMath;
import mathesis.corpus.formula.MathMl;
import mathesis.corpus.formula.RenderedMath;
import mathesis.corpus.text.ElementReading.Ignored;
import mathesis.corpus.text.ElementReading.Ordinary;
import mathesis.corpus.text.ElementReading.Shown;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// Formulas that are elements: scripts of MathJax 2, MathML, what KaTeX and MathJax rendered, MediaWiki's. A
/// formula that stands in the page both as source and rendered is read once.
final class FormulaElements {
    /// Elements between a rendered formula and its script: MathJax puts a preview, a frame or both there.
    private static final int NEIGHBOURS = 3;

    private final NodeCount nodes;

    FormulaElements(NodeCount nodes) {
        this.nodes = nodes;
    }

    /// A `script` or `math` element, or one with a class of formulas.
    ElementReading read(Element element, TagRole tag, Optional<ClassRole> role) {
        return switch (tag) {
            case SCRIPT -> script(element);
            case MATH -> mathMl(element);
            case RENDERED -> rendered(element);
            default -> role.map(each -> byClass(element, each)).orElse(Ordinary.ORDINARY);
        };
    }

    private ElementReading byClass(Element element, ClassRole role) {
        return switch (role) {
            case KATEX -> katex(element);
            case MATHJAX -> rendered(element);
            case PREVIEW -> isFollowedByFormula(element) ? Ignored.IGNORED : Ordinary.ORDINARY;
            case MEDIA_WIKI -> mediaWiki(element);
            case TEX_ERROR -> texError(element);
            case RAW_TEX -> rawTex(element);
            case DECORATION, BOILERPLATE, MATH, EQUATION_TABLE, CODE_BLOCK, CLASSIFIER, WITHOUT_MATH, WITH_MATH ->
                Ordinary.ORDINARY;
        };
    }

    /// `<script type="math/tex; mode=display">`.
    private static ElementReading script(Element script) {
        var type = script.attr("type").toLowerCase(Locale.ROOT);
        if (!type.startsWith("math/")) {
            return Ignored.IGNORED;
        }
        boolean display = type.contains("mode=display");
        var source = withoutCdata(script.data());
        if (type.startsWith("math/tex")) {
            return shown(Formula.of(source, display));
        }
        var tex = type.startsWith("math/asciimath")
                ? AsciiMath.toTex(source)
                : type.startsWith("math/mml") ? parsed(source).flatMap(MathMl::toTex) : Optional.<String>empty();
        return shown(tex.flatMap(each -> Formula.of(each, display)));
    }

    /// Kramdown writes `% <![CDATA[` round formulas with signs of HTML in them.
    private static String withoutCdata(String source) {
        if (!source.contains("<![CDATA[")) {
            return source;
        }
        return source.replace("% <![CDATA[", "")
                .replace("%]]>", "")
                .replace("<![CDATA[", "")
                .replace("]]>", "");
    }

    private static Optional<Element> parsed(String mathMl) {
        return Optional.ofNullable(Jsoup.parseBodyFragment(mathMl).body().firstElementChild());
    }

    private ElementReading mathMl(Element math) {
        var alternative = math.attr("alttext");
        var tex = isTex(alternative) && !isAnnotated(math) ? Optional.of(alternative) : MathMl.toTex(math);
        return shown(tex.flatMap(each -> Formula.of(each, isDisplayed(math))));
    }

    /// Alternative texts are TeX, or words for screen readers.
    private static boolean isTex(String alternative) {
        return alternative.indexOf('\\') >= 0 || alternative.indexOf('^') >= 0 || alternative.indexOf('_') >= 0;
    }

    private boolean isAnnotated(Element math) {
        return Tree.first(
                        math,
                        nodes,
                        each -> each.normalName().endsWith("annotation")
                                && each.attr("encoding")
                                        .toLowerCase(Locale.ROOT)
                                        .contains("tex"))
                .isPresent();
    }

    private static boolean isDisplayed(Element math) {
        return math.attr("display").equals("block") || math.attr("mode").equals("display");
    }

    private ElementReading katex(Element element) {
        boolean display = hasWord(element, "katex-display") || hasWord(parent(element), "katex-display");
        return drawn(element, display);
    }

    /// What MathJax 2 or 3 made of a formula, unless its source follows.
    private ElementReading rendered(Element element) {
        if (isFollowedByScript(element)) {
            return Ignored.IGNORED;
        }
        boolean display = element.attr("display").equals("true")
                || element.className().toLowerCase(Locale.ROOT).contains("display");
        return drawn(element, display);
    }

    /// A formula as it was rendered. Elements of such a class that hold paragraphs, or nothing rendered, only
    /// wait to be.
    private ElementReading drawn(Element element, boolean display) {
        if (Tree.first(element, nodes, FormulaElements::isOfProse).isPresent()) {
            return Ordinary.ORDINARY;
        }
        var tex = RenderedMath.toTex(element).or(() -> keptWithin(element));
        return tex.isEmpty() ? Ordinary.ORDINARY : shown(tex.flatMap(each -> Formula.of(each, display)));
    }

    private static boolean isOfProse(Element element) {
        var tag = TagRole.of(element.normalName());
        return tag.isBlock() && tag != TagRole.BLOCK;
    }

    /// MathJax 2 keeps MathML in an attribute of an element within the one that displays it.
    private Optional<String> keptWithin(Element element) {
        return Tree.first(element, nodes, each -> each.hasAttr("data-mathml")).flatMap(RenderedMath::toTex);
    }

    private ElementReading mediaWiki(Element element) {
        var math = math(element);
        if (math.isPresent()) {
            return mathMl(math.get());
        }
        return Tree.first(element, nodes, each -> each.normalName().equals("img"))
                .map(image -> shown(ImageFormula.of(image)))
                .orElse(Ordinary.ORDINARY);
    }

    /// `Failed to parse (unknown function "\x"): {\displaystyle \x}`.
    private ElementReading texError(Element element) {
        var text = Tree.wholeText(element, nodes);
        int reason = text.startsWith("Failed to parse") ? text.indexOf("): ") : -1;
        return shown(Formula.of(reason < 0 ? text : text.substring(reason + "): ".length()), false));
    }

    private ElementReading rawTex(Element element) {
        var value = element.attr("data-value");
        boolean display = element.attr("data-display").equals("true");
        return shown(Formula.of(value.isBlank() ? Tree.wholeText(element, nodes) : value, display));
    }

    private Optional<Element> math(Element root) {
        return Tree.first(root, nodes, each -> TagRole.of(each.normalName()) == TagRole.MATH);
    }

    private static boolean isFollowedByScript(Element element) {
        var next = element.nextElementSibling();
        for (int i = 0; i < NEIGHBOURS && next != null; i++) {
            if (isMathScript(next)) {
                return true;
            }
            next = isRendering(next) ? next.nextElementSibling() : null;
        }
        return false;
    }

    private static boolean isFollowedByFormula(Element preview) {
        var next = preview.nextElementSibling();
        return next != null && (isMathScript(next) || isRendering(next));
    }

    private static boolean isMathScript(Element element) {
        return element.normalName().equals("script")
                && element.attr("type").toLowerCase(Locale.ROOT).startsWith("math/");
    }

    private static boolean isRendering(Element element) {
        return TagRole.of(element.normalName()) == TagRole.RENDERED
                || ClassRole.of(element.className())
                        .filter(role -> role == ClassRole.MATHJAX || role == ClassRole.PREVIEW)
                        .isPresent();
    }

    private static boolean hasWord(Element element, String word) {
        return element.attributesSize() > 0 && element.hasClass(word);
    }

    private static Element parent(Element element) {
        var parent = element.parent();
        return parent == null ? element : parent;
    }

    private static ElementReading shown(Optional<Formula> formula) {
        return formula.<ElementReading>map(Shown::new).orElse(Ignored.IGNORED);
    }
}
