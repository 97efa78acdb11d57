package mathesis.corpus.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.text.Boilerplate.Extent;
import mathesis.corpus.text.ElementReading.Ignored;
import mathesis.corpus.text.ElementReading.Ordinary;
import mathesis.corpus.text.ElementReading.Shown;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Reads a page's tree once from top to bottom and writes its text.
final class PageReader implements FormulaScanner.Sink {
    private final MarkdownWriter writer;
    private final TextRun run;
    private final NodeCount nodes;
    private final FormulaElements formulas;
    private final Leaving leaving = new Leaving();
    private final LinkDensity density = new LinkDensity();
    private final PageTally tally = new PageTally();
    private final PageHead head;
    private final Blocks blocks;
    private final Boilerplate boilerplate;
    /// Roles by the `class` or `id` that they were found for; pages repeat the same few.
    private final Map<String, Optional<ClassRole>> roles = new HashMap<>();

    private PageReader(Document page, PageDelimiters delimiters, HtmlTextLimits limits, Extent extent) {
        nodes = new NodeCount(limits.maxNodes());
        writer = new MarkdownWriter(limits.maxTextCharacters());
        run = new TextRun(
                delimiters.rules(), new SearchBudget(limits.maxFormulaCharacters(), delimiters.length()), this);
        run.reads(!delimiters.ignoresAll());
        formulas = new FormulaElements(nodes);
        head = new PageHead(page, nodes);
        blocks = new Blocks(writer, leaving, nodes, density, tally);
        boilerplate = new Boilerplate(writer, density, tally, extent);
    }

    /// What a page says, and how much of it was left out.
    ///
    /// @param links   characters left out in blocks of links
    /// @param margins characters left out in navigation and margins
    record Reading(ExtractedText text, int links, int margins) {}

    static Reading read(Document page, PageDelimiters delimiters, HtmlTextLimits limits, Extent extent) {
        var reader = new PageReader(page, delimiters, limits, extent);
        reader.read(page);
        return reader.reading();
    }

    private Reading reading() {
        var text = writer.toString().strip();
        return new Reading(
                new ExtractedText(head.title(), text, head.language(), tally.formulas()),
                tally.removedLinks(),
                tally.removedMargins());
    }

    private void read(Document page) {
        Node node = page;
        while (true) {
            nodes.visit();
            boolean enters = enter(node);
            if (enters && node.childNodeSize() > 0) {
                node = node.childNode(0);
                continue;
            }
            if (enters) {
                leave(node);
            }
            var next = node.nextSibling();
            while (next == null) {
                node = node.parent();
                if (node == null) {
                    return;
                }
                leave(node);
                next = node == page ? null : node.nextSibling();
            }
            node = next;
        }
    }

    /// Whether to go on with what is in the node.
    private boolean enter(Node node) {
        return switch (node) {
            case TextNode text -> {
                run.add(text.getWholeText());
                yield false;
            }
            case Element element -> enter(element);
            default -> false;
        };
    }

    private boolean enter(Element element) {
        var tag = TagRole.of(element.normalName());
        if (tag == TagRole.LINE_BREAK) {
            run.lineBreak();
            return false;
        }
        if (tag == TagRole.BREAK_OPPORTUNITY) {
            return false;
        }
        run.flush();
        var words = element.attributesSize() == 0 ? Optional.<ClassRole>empty() : role(element);
        if (words.isPresent() || tag == TagRole.SCRIPT || tag == TagRole.MATH || tag == TagRole.RENDERED) {
            var reading = words.filter(ClassRole.DECORATION::equals).isPresent()
                    ? Ignored.IGNORED
                    : formulas.read(element, tag, words);
            switch (reading) {
                case Ignored _ -> {
                    return false;
                }
                case Shown shown -> {
                    formula(shown.formula());
                    return false;
                }
                case Ordinary _ -> {}
            }
        }
        return enterOrdinary(element, tag, words);
    }

    private Optional<ClassRole> role(Element element) {
        var words = roles.computeIfAbsent(element.attr("class"), ClassRole::of);
        var id = element.attr("id");
        return id.isEmpty() || words.isPresent() ? words : ClassRole.of(id);
    }

    private boolean enterOrdinary(Element element, TagRole tag, Optional<ClassRole> words) {
        if (tag == TagRole.TITLE || tag == TagRole.META || tag == TagRole.ROOT) {
            return head.read(element, tag);
        }
        if (tag == TagRole.SKIPPED
                || (tag != TagRole.CONTENT && element.attributesSize() > 0 && Visibility.isHidden(element))) {
            return false;
        }
        boolean holdsTex =
                tag == TagRole.TEX || words.filter(ClassRole.MATH::equals).isPresent();
        if (holdsTex && tag != TagRole.CONTENT) {
            var whole = TexElement.whole(element, tag, nodes);
            if (whole.isPresent()) {
                formula(whole.get());
                return false;
            }
            readAsTex(element);
        }
        words.ifPresent(each -> switchReading(element, each));
        boilerplate.watch(element, tag, words, leaving);
        if (tag == TagRole.IMAGE) {
            image(element).ifPresent(this::formula);
            return false;
        }
        return blocks.enter(element, holdsTex && tag.isCode() ? TagRole.BLOCK : tag, words);
    }

    /// Within an element of TeX an image needs no sign of its own.
    private Optional<Formula> image(Element image) {
        var formula = ImageFormula.of(image);
        if (formula.isPresent() || run.rules() != DelimiterRules.OF_FORMULA_ELEMENTS) {
            return formula;
        }
        var parent = image.parent();
        boolean display = parent != null && TagRole.of(parent.normalName()).isBlock();
        return Formula.of(image.attr("alt"), display);
    }

    private void readAsTex(Element element) {
        var before = run.rules();
        run.rules(DelimiterRules.OF_FORMULA_ELEMENTS);
        leaving.when(element, () -> run.rules(before));
    }

    /// Classes turn reading of delimiters off and on.
    private void switchReading(Element element, ClassRole role) {
        boolean reads = role == ClassRole.WITH_MATH || role == ClassRole.MATH;
        if (reads || role == ClassRole.WITHOUT_MATH) {
            boolean before = run.reads();
            run.reads(reads);
            leaving.when(element, () -> run.reads(before));
        }
    }

    private void leave(Node node) {
        if (node instanceof Element element) {
            run.flush();
            leaving.leave(element);
        }
    }

    @Override
    public void words(CharSequence text, int start, int end) {
        writer.text(text, start, end);
    }

    @Override
    public void formula(Formula formula) {
        tally.formula();
        writer.formula(formula);
    }
}
