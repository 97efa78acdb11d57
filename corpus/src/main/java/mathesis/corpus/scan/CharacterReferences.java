package mathesis.corpus.scan;

import java.nio.charset.StandardCharsets;

/// Character references that pages use much, as UTF-8. None needs more bytes than the reference itself.
///
/// Source: the HTML 4 entity sets; numeric references 128 to 159 mean Windows-1252, as browsers read them.
final class CharacterReferences {
    private static final String NAMED = """
            lt < gt > amp & quot " apos ' hellip … ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „
            laquo « raquo » bull • middot · dagger † copy © reg ® trade ™ deg ° sect § para ¶ euro € pound £ yen ¥
            plusmn ± times × divide ÷ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ not ¬ cap ∩ cup ∪ int ∫
            sum ∑ prod ∏ part ∂ nabla ∇ exist ∃ forall ∀ empty ∅ isin ∈ notin ∉ ni ∋ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇
            oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ le ≤ ge ≥ ne ≠ equiv ≡ asymp ≈ cong ≅ sim ∼ there4 ∴ rarr → larr ← uarr ↑
            darr ↓ harr ↔ rArr ⇒ lArr ⇐ hArr ⇔ lang ⟨ rang ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ prime ′ Prime ″ deg °
            sup1 ¹ sup2 ² sup3 ³ frac12 ½ frac14 ¼ frac34 ¾ ordf ª ordm º micro µ
            alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
            omicron ο pi π rho ρ sigma σ sigmaf ς tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ
            Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ
            Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
            agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë
            igrave ì iacute í icirc î iuml ï ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø oelig œ
            ugrave ù uacute ú ucirc û uuml ü yacute ý yuml ÿ szlig ß eth ð thorn þ
            Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë
            Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö Oslash Ø OElig Œ Ugrave Ù Uacute Ú Ucirc Û Uuml Ü
            """;
    private static final String SPACES = "nbsp ensp emsp thinsp Tab NewLine";
    private static final String WINDOWS_1252 = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

    static final long NONE = -1;

    private static final int MOST_DIGITS = 7;
    private static final int SIZE = 1024;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long[] NAMES = new long[SIZE];
    private static final int[] CODE_POINTS = new int[SIZE];

    static {
        var words = NAMED.strip().split("\\s+", -1);
        for (int i = 0; i < words.length; i += 2) {
            put(words[i], words[i + 1].codePointAt(0));
        }
        for (var space : SPACES.split(" ", -1)) {
            put(space, ' ');
        }
    }

    private CharacterReferences() {}

    /// Reads the reference whose `&` stands at `at`: its [#codePoint] and its [#end] in one number, or [#NONE].
    ///
    /// Names need their semicolon, numbers do not.
    static long read(byte[] page, int at, int to) {
        int first = at + 1;
        if (first < to && page[first] == '#') {
            boolean hex = first + 1 < to && (page[first + 1] | 0x20) == 'x';
            return number(page, first + (hex ? 2 : 1), to, hex ? 16 : 10);
        }
        return name(page, first, to);
    }

    static int codePoint(long read) {
        return (int) read;
    }

    static int end(long read) {
        return (int) (read >>> 32);
    }

    private static long number(byte[] page, int from, int to, int radix) {
        int code = 0;
        int at = from;
        for (; at < to && at - from < MOST_DIGITS; at++) {
            int digit = Character.digit(page[at], radix);
            if (digit < 0) {
                break;
            }
            code = code * radix + digit;
        }
        int end = at + (at < to && page[at] == ';' ? 1 : 0);
        return at == from ? NONE : both(end, numeric(code));
    }

    private static long name(byte[] page, int from, int to) {
        long name = 0;
        int at = from;
        for (; at < to && at - from < Long.BYTES && Ascii.isLetterOrDigit(page[at]); at++) {
            name |= (long) page[at] << 8 * (at - from);
        }
        int codePoint = at > from && at < to && page[at] == ';' ? named(name) : -1;
        return codePoint < 0 ? NONE : both(at + 1, codePoint);
    }

    private static long both(int end, int codePoint) {
        return (long) end << 32 | codePoint;
    }

    /// The character of a packed name; negative where it is not known.
    static int named(long name) {
        int slot = slot(name);
        while (NAMES[slot] != name) {
            if (NAMES[slot] == 0) {
                return -1;
            }
            slot = slot + 1 & SIZE - 1;
        }
        return CODE_POINTS[slot];
    }

    /// The character that a number means to a browser; white space and control characters become a space.
    static int numeric(int code) {
        if (code >= 0x80 && code <= 0x9f) {
            return WINDOWS_1252.charAt(code - 0x80);
        }
        if (code == 0 || code > Character.MAX_CODE_POINT || code >= 0xd800 && code <= 0xdfff) {
            return 0xfffd;
        }
        return code <= ' ' || code == 0xa0 || code == 0x7f ? ' ' : code;
    }

    /// Writes UTF-8; returns the index after it.
    static int encode(int codePoint, byte[] to, int at) {
        int next = at;
        if (codePoint < 0x80) {
            to[next++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            to[next++] = (byte) (0xc0 | codePoint >> 6);
            to[next++] = tail(codePoint, 0);
        } else if (codePoint < 0x10000) {
            to[next++] = (byte) (0xe0 | codePoint >> 12);
            to[next++] = tail(codePoint, 6);
            to[next++] = tail(codePoint, 0);
        } else {
            to[next++] = (byte) (0xf0 | codePoint >> 18);
            to[next++] = tail(codePoint, 12);
            to[next++] = tail(codePoint, 6);
            to[next++] = tail(codePoint, 0);
        }
        return next;
    }

    private static byte tail(int codePoint, int shift) {
        return (byte) (0x80 | codePoint >> shift & 0x3f);
    }

    private static void put(String name, int codePoint) {
        if (new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8).length > name.length() + 2) {
            throw new IllegalArgumentException("&" + name + "; is shorter than its character");
        }
        long packed = Packed.name(name);
        int slot = slot(packed);
        while (NAMES[slot] != 0 && NAMES[slot] != packed) {
            slot = slot + 1 & SIZE - 1;
        }
        NAMES[slot] = packed;
        CODE_POINTS[slot] = codePoint;
    }

    private static int slot(long name) {
        return (int) (name * FACTOR >>> 54);
    }
}
