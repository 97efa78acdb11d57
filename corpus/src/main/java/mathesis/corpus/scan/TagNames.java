package mathesis.corpus.scan;

/// What the scan does at a tag, by its name.
///
/// Names are packed into a `long`, lower case, first letter in the lowest byte; longer ones than eight letters are
/// [#BLOCK]s all.
final class TagNames {
    /// Ends a word.
    static final byte BLOCK = 0;
    /// Joins what stands on both sides.
    static final byte INLINE = 1;
    /// An inline element whose class may say that a formula was rendered.
    static final byte SPAN = 2;
    /// The same for a block.
    static final byte DIV = 3;

    static final byte SCRIPT = 4;
    static final byte STYLE = 5;
    static final byte IMAGE = 6;
    static final byte MATH = 7;
    static final byte LINK = 8;

    private static final String INLINES = "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label"
            + " mark nobr q rp rt ruby s samp small strike strong sub sup time tt u var wbr";
    private static final int SIZE = 256;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long[] NAMES = new long[SIZE];
    private static final byte[] KINDS = new byte[SIZE];

    static {
        for (var name : INLINES.split(" ", -1)) {
            put(name, INLINE);
        }
        put("span", SPAN);
        put("div", DIV);
        put("script", SCRIPT);
        put("style", STYLE);
        put("img", IMAGE);
        put("math", MATH);
        put("link", LINK);
    }

    private TagNames() {}

    static byte kind(long name) {
        int slot = slot(name);
        while (NAMES[slot] != name) {
            if (NAMES[slot] == 0) {
                return BLOCK;
            }
            slot = slot + 1 & SIZE - 1;
        }
        return KINDS[slot];
    }

    private static void put(String name, byte kind) {
        long packed = Packed.name(name);
        int slot = slot(packed);
        while (NAMES[slot] != 0) {
            slot = slot + 1 & SIZE - 1;
        }
        NAMES[slot] = packed;
        KINDS[slot] = kind;
    }

    private static int slot(long name) {
        return (int) (name * FACTOR >>> 56);
    }
}
