package mathesis.corpus.scan;

/// Reads one piece of markup after the other: steps over it, and keeps the TeX that it carries.
final class Tag {
    private static final long GREATER = Swar.all('>');
    private static final long SLASHES = Swar.all('/');
    private static final long LOWER_CASE = Swar.all(0x20);
    private static final long CLASS = Packed.name(" class=\"");

    private final ScannedText text;
    private final Attribute attribute = new Attribute();
    private int mathElements;
    private int texScripts;
    private int libraries;
    private int texImages;

    Tag(ScannedText text) {
        this.text = text;
    }

    void reset() {
        mathElements = 0;
        texScripts = 0;
        libraries = 0;
        texImages = 0;
    }

    int mathElements() {
        return mathElements;
    }

    int texScripts() {
        return texScripts;
    }

    int libraries() {
        return libraries;
    }

    int texImages() {
        return texImages;
    }

    /// Reads the markup whose `<` stands at `at`; returns the index after it.
    int read(byte[] page, int at) {
        int next = at + 1;
        if (next == page.length) {
            return text.append(page, at, next, false);
        }
        byte first = page[next];
        if (Ascii.isLetter(first)) {
            return element(page, next);
        }
        return switch (first) {
            case '/' -> endTag(page, next + 1);
            case '!' -> declaration(page, next + 1);
            case '?' -> after(page, Swar.indexOf(page, next, page.length, '>'));
            default -> text.append(page, at, next, false);
        };
    }

    private int endTag(byte[] page, int at) {
        if (at == page.length || !Ascii.isLetter(page[at])) {
            return after(page, Swar.indexOf(page, at, page.length, '>'));
        }
        long name = name(page, at);
        byte kind = TagNames.kind(name);
        if (kind != TagNames.INLINE && kind != TagNames.SPAN) {
            text.space();
        }
        return after(page, end(page, at, name));
    }

    private static int declaration(byte[] page, int at) {
        if (at + 1 < page.length && page[at] == '-' && page[at + 1] == '-') {
            return comment(page, at + 2);
        }
        return after(page, Swar.indexOf(page, at, page.length, '>'));
    }

    /// Steps over a comment; `<!-->` and `<!--->` are whole ones.
    private static int comment(byte[] page, int from) {
        int at = Swar.indexOf(page, from, page.length, '>');
        int start = from - 2;
        while (at < page.length && !(at - start >= 2 && closes(page, at, start))) {
            at = Swar.indexOf(page, at + 1, page.length, '>');
        }
        return after(page, at);
    }

    private static boolean closes(byte[] page, int greater, int start) {
        boolean plain = page[greater - 1] == '-' && page[greater - 2] == '-';
        return plain
                || greater - start >= 3
                        && page[greater - 1] == '!'
                        && page[greater - 2] == '-'
                        && page[greater - 3] == '-';
    }

    private int element(byte[] page, int nameAt) {
        long name = name(page, nameAt);
        byte kind = TagNames.kind(name);
        int end = end(page, nameAt, name);
        if (end == page.length) {
            return end;
        }
        switch (kind) {
            case TagNames.INLINE -> {}
            case TagNames.SPAN -> libraries += renders(page, nameAt + 4, end) ? 1 : 0;
            case TagNames.SCRIPT -> {
                return script(page, nameAt + 6, end);
            }
            case TagNames.STYLE -> {
                return RawText.end(page, end + 1, "style");
            }
            case TagNames.IMAGE -> image(page, nameAt + 3, end);
            case TagNames.MATH -> math(page, nameAt + 4, end);
            default -> block(page, nameAt, end, kind);
        }
        return end + 1;
    }

    private void block(byte[] page, int nameAt, int end, byte kind) {
        text.space();
        if (kind == TagNames.DIV) {
            libraries += renders(page, nameAt + 3, end) ? 1 : 0;
        } else if (kind == TagNames.LINK) {
            libraries += Ascii.contains(page, nameAt, end, "katex") ? 1 : 0;
        }
    }

    /// Whether a tag begins with a class that KaTeX or MathJax give to what they rendered, or Sphinx to TeX.
    private static boolean renders(byte[] page, int at, int end) {
        int value = at + Swar.WIDTH;
        if (value >= end || Swar.load(page, at) != CLASS) {
            return false;
        }
        int first = page[value] | 0x20;
        return (first == 'k' || first == 'm')
                && (Ascii.startsWith(page, value, end, "katex")
                        || Ascii.startsWith(page, value, end, "mathjax")
                        || Ascii.startsWith(page, value, end, "math"));
    }

    private void math(byte[] page, int from, int end) {
        mathElements++;
        text.space();
        if (attribute.find(page, from, end, "alttext")) {
            keepValue(page);
        }
    }

    private void image(byte[] page, int from, int end) {
        boolean named = attribute.find(page, from, end, "class") && TexImage.isClass(page, attribute)
                || attribute.find(page, from, end, "src") && TexImage.isAddress(page, attribute);
        if (attribute.find(page, from, end, "alt") && (named || TexImage.isTex(page, attribute))) {
            texImages++;
            keepValue(page);
        }
    }

    private void keepValue(byte[] page) {
        text.space();
        int at = attribute.from();
        while (at < attribute.to() && !text.full()) {
            at = text.append(page, at, attribute.to(), true);
            if (at < attribute.to() && page[at] == '<') {
                at = text.append(page, at, at + 1, false);
            }
        }
        text.space();
    }

    private int script(byte[] page, int from, int end) {
        int bodyTo = RawText.endTag(page, end + 1, "script");
        if (attribute.find(page, from, end, "type")
                && Ascii.startsWith(page, attribute.from(), attribute.to(), "math/")) {
            texScripts++;
            text.space();
            text.append(page, end + 1, bodyTo, false);
            text.space();
        } else if (RawText.namesLibrary(page, from, end) || RawText.namesMathJax(page, end + 1, bodyTo)) {
            libraries++;
        }
        return bodyTo == page.length ? bodyTo : after(page, TagEnd.find(page, bodyTo));
    }

    /// The name that begins at `at`, packed; 0, which no element has, where it is longer than eight letters or the page
    /// ends within it.
    private static long name(byte[] page, int at) {
        if (at > page.length - Swar.WIDTH) {
            return nameAtTheEnd(page, at);
        }
        long eight = Swar.load(page, at);
        int length =
                Swar.first(Swar.atMost(eight, ' ') | Swar.firstEqual(eight, GREATER) | Swar.firstEqual(eight, SLASHES));
        if (length < Swar.WIDTH) {
            return (eight | LOWER_CASE) & (1L << 8 * length) - 1;
        }
        return at + Swar.WIDTH < page.length && endsName(page[at + Swar.WIDTH]) ? eight | LOWER_CASE : 0;
    }

    private static long nameAtTheEnd(byte[] page, int at) {
        long name = 0;
        for (int i = at; i < page.length; i++) {
            if (endsName(page[i])) {
                return name;
            }
            name |= (page[i] & 0xffL | 0x20) << 8 * (i - at);
        }
        return 0;
    }

    private static boolean endsName(byte b) {
        return Ascii.isWhite(b) || b == '>' || b == '/';
    }

    /// Index of the `>` that ends the tag whose name begins at `at`.
    private static int end(byte[] page, int at, long name) {
        int afterName = at + Packed.length(name);
        while (afterName < page.length && !endsName(page[afterName])) {
            afterName++; // a longer name than a packed one
        }
        return afterName < page.length && page[afterName] == '>' ? afterName : TagEnd.find(page, afterName);
    }

    private static int after(byte[] page, int at) {
        return Math.min(at + 1, page.length);
    }
}
