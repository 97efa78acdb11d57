package mathesis.corpus.text;

import java.util.HashMap;
import java.util.Map;

/// What an element is to the text, by its tag.
enum TagRole {
    /// Part of a line.
    INLINE,
    /// Not for reading.
    SKIPPED(
            "style noscript template button select option textarea datalist iframe object applet embed canvas audio video"
                    + " svg input progress meter map dialog rp"),
    SCRIPT("script"),
    TITLE("title"),
    META("meta"),
    ROOT("html"),
    /// Never boilerplate, whatever it is called.
    CONTENT("body main article"),
    BLOCK("div section figure figcaption caption address center form fieldset details summary legend hgroup"
            + " search optgroup frameset noframes menu dir"),
    /// Boilerplate as a rule.
    NAVIGATION("nav footer"),
    /// Boilerplate unless there is a heading or a formula in it.
    MARGIN("header aside"),
    PARAGRAPH("p"),
    HEADING("h1 h2 h3 h4 h5 h6"),
    LIST("ul"),
    NUMBERED_LIST("ol"),
    ITEM("li"),
    DEFINITIONS("dl"),
    TERM("dt"),
    DEFINITION("dd"),
    QUOTATION("blockquote"),
    PREFORMATTED("pre listing xmp plaintext"),
    CODE("code tt kbd samp"),
    TABLE("table"),
    ROW("tr"),
    CELL("td th"),
    LINE_BREAK("br"),
    /// Where a line may be broken, within a word.
    BREAK_OPPORTUNITY("wbr"),
    RULE("hr"),
    IMAGE("img"),
    MATH("math m:math mml:math"),
    /// A formula that MathJax 3 rendered.
    RENDERED("mjx-container"),
    /// A formula's TeX, as JATS has it.
    TEX("tex-math"),
    SUBSCRIPT("sub"),
    SUPERSCRIPT("sup"),
    LINK("a");

    private static final Map<String, TagRole> BY_TAG = byTag();

    private final String tags;

    TagRole() {
        this("");
    }

    TagRole(String tags) {
        this.tags = tags;
    }

    private static Map<String, TagRole> byTag() {
        var roles = new HashMap<String, TagRole>();
        for (var role : values()) {
            for (var tag : role.tags.split(" ")) {
                roles.put(tag, role);
            }
        }
        return Map.copyOf(roles);
    }

    /// @param tag in lower case
    static TagRole of(String tag) {
        return BY_TAG.getOrDefault(tag, INLINE);
    }

    /// Whether text in such an element is shown as it is.
    boolean isCode() {
        return this == CODE || this == PREFORMATTED;
    }

    /// Whether such an element stands on lines of its own.
    boolean isBlock() {
        return switch (this) {
            case BLOCK,
                    CONTENT,
                    NAVIGATION,
                    MARGIN,
                    PARAGRAPH,
                    HEADING,
                    LIST,
                    NUMBERED_LIST,
                    ITEM,
                    DEFINITIONS,
                    TERM,
                    DEFINITION,
                    QUOTATION,
                    PREFORMATTED,
                    TABLE,
                    ROW,
                    CELL,
                    RULE -> true;
            case INLINE,
                    SKIPPED,
                    SCRIPT,
                    TITLE,
                    META,
                    ROOT,
                    CODE,
                    LINE_BREAK,
                    BREAK_OPPORTUNITY,
                    IMAGE,
                    MATH,
                    RENDERED,
                    TEX,
                    SUBSCRIPT,
                    SUPERSCRIPT,
                    LINK -> false;
        };
    }
}
