package mathesis.corpus.charset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/// The charset of bytes that are not UTF-8 and declare nothing: a sample is decoded from each of the charsets that the
/// web uses, and the text that reads most like a language of that charset wins. Windows-1252, the web's default, wins
/// ties.
///
/// Frequent letters count for a charset; replaced bytes, control characters, symbols within words, capitals
/// behind small letters and words of two alphabets count against it. The weights are ours; the test says for
/// which languages they do.
final class CharsetGuess {
    private static final int SAMPLE = 32 << 10;

    private static final int FREQUENT = 4;
    private static final int CAPITAL = 3;
    private static final int SELDOM = 2;
    private static final int UNEXPECTED = 0;
    private static final int ODD = -4;
    private static final int CONTROL = -12;
    private static final int BROKEN = -16;

    /// Symbols that stand in texts of every language.
    private static final String SYMBOLS = "\u00A0©®«»“”‘’„–—…·°±×§•™€";

    private static final String WESTERN = "éèàäöüßñçíóáêâîôûåøæãúœìòù";
    /// Italian and French have these at the end of a word; elsewhere they are letters of another charset.
    private static final String FINAL = "ìòù";

    private static final String CENTRAL = "áéíóúýčěřšžůćęłńśźżąäöüőű";
    private static final String RUSSIAN = "оеаинтсрвлкмдпуяыьг";
    private static final String RUSSIAN_SELDOM = "збчйхжшюцщэфъёіїєўґ";
    private static final String GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ";
    private static final String THAI = "านรกเงมยลวดทสตะปบคหแพชขใไอ\u0E31\u0E34\u0E35\u0E48\u0E49\u0E4C";
    private static final String KANJI =
            "日本人大年一国中会出上生行時間分者場発内新業方事合同用文字数学部動社手地体度定理自見法語期前入立後名関高回表数対問教現点以全的要性化最作主経体意通代力物野下小公京東金成月第記集号力式値線形計算関係証明解";
    private static final String SIMPLIFIED =
            "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运";
    private static final String TRADITIONAL =
            "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運";

    /// @param frequent letters and characters that are frequent in the charset's languages, sorted
    /// @param seldom   others that they have, sorted
    /// @param width    bytes of a character beyond ASCII, by which its score counts
    private record Candidate(Charset charset, char[] frequent, char[] seldom, int width) {
        static Candidate of(String name, String frequent, String seldom) {
            return new Candidate(Charset.forName(name), sorted(frequent), sorted(seldom), 1);
        }

        static Candidate ofPairs(String name, String frequent) {
            return new Candidate(Charset.forName(name), sorted(frequent), new char[0], 2);
        }

        private static char[] sorted(String letters) {
            var sorted = letters.toCharArray();
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private static final List<Candidate> CANDIDATES = candidates();

    private CharsetGuess() {}

    private static List<Candidate> candidates() {
        var kana = letters('\u3041', '\u3093') + letters('\u30A1', '\u30FC') + "、。" + KANJI;
        return List.of(
                Candidate.of("windows-1252", WESTERN, "õëïðþý"),
                Candidate.of("windows-1257", "āčēģīķļņšūžąęėįųõäöü", ""),
                Candidate.of("windows-1250", CENTRAL, "ďňťôĺľŕđăâîşţ"),
                Candidate.of("ISO-8859-2", CENTRAL, "ďňťôĺľŕđăâîşţ"),
                Candidate.of("windows-1254", "şğıçöü", "âîû"),
                Candidate.of("windows-1251", RUSSIAN, RUSSIAN_SELDOM),
                Candidate.of("KOI8-R", RUSSIAN, RUSSIAN_SELDOM),
                Candidate.of("ISO-8859-5", RUSSIAN, RUSSIAN_SELDOM),
                Candidate.of("IBM866", RUSSIAN, RUSSIAN_SELDOM),
                Candidate.of("windows-1253", GREEK, ""),
                Candidate.of("windows-1255", letters('\u05D0', '\u05EA'), ""),
                Candidate.of("windows-1256", letters('\u0621', '\u064A'), ""),
                Candidate.of("x-windows-874", THAI, letters('\u0E01', '\u0E4E')),
                Candidate.ofPairs("windows-31j", kana),
                Candidate.ofPairs("EUC-JP", kana),
                Candidate.ofPairs("GB18030", "，。" + SIMPLIFIED),
                Candidate.ofPairs("Big5-HKSCS", "，。" + TRADITIONAL),
                Candidate.ofPairs("x-windows-949", hangul()));
    }

    private static String letters(char first, char last) {
        var letters = new StringBuilder();
        for (char c = first; c <= last; c++) {
            letters.append(c);
        }
        return letters.toString();
    }

    /// The syllables of KS X 1001, which are those in use.
    private static String hangul() {
        var bytes = new ByteArrayOutputStream();
        for (int lead = 0xB0; lead <= 0xC8; lead++) {
            for (int trail = 0xA1; trail <= 0xFE; trail++) {
                bytes.write(lead);
                bytes.write(trail);
            }
        }
        return bytes.toString(Charset.forName("EUC-KR"));
    }

    static Charset of(byte[] bytes) {
        byte[] sample = sample(bytes);
        var best = CANDIDATES.getFirst();
        long bestScore = Long.MIN_VALUE;
        for (var candidate : CANDIDATES) {
            long score = score(candidate, sample);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best.charset();
    }

    /// A stretch that starts with the word of the first byte beyond ASCII.
    private static byte[] sample(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] >= 0) {
            first++;
        }
        while (first > 0 && bytes[first - 1] > ' ') {
            first--;
        }
        return Arrays.copyOfRange(bytes, first, Math.min(bytes.length, first + SAMPLE));
    }

    private static long score(Candidate candidate, byte[] sample) {
        var text = new String(sample, candidate.charset());
        long score = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                char before = i == 0 ? ' ' : text.charAt(i - 1);
                char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
                score += score(c, before, after, candidate);
            }
        }
        return score;
    }

    private static int score(char c, char before, char after, Candidate candidate) {
        if (c == '\uFFFD') {
            return BROKEN;
        }
        int type = Character.getType(c);
        if (type == Character.CONTROL || type == Character.PRIVATE_USE || type == Character.UNASSIGNED) {
            return CONTROL;
        }
        if (Character.isLetter(c)) {
            if (candidate.width() == 1 && !joins(c, before) && !joins(c, after)) {
                return UNEXPECTED; // more often a symbol or a row of spaces in another charset
            }
            boolean oddCapital = Character.isUpperCase(c) && Character.isLowerCase(before);
            boolean misplaced = FINAL.indexOf(c) >= 0 && Character.isLetter(after);
            boolean mixed = candidate.width() == 1 && (isOtherAlphabet(c, before) || isOtherAlphabet(c, after));
            return oddCapital || misplaced || mixed ? ODD : weight(c, candidate) * candidate.width();
        }
        if (has(candidate.frequent(), c)) {
            return FREQUENT * candidate.width();
        }
        boolean withinWord = Character.isLetter(before) && Character.isLetter(after);
        if (withinWord && !isOfWords(c)) {
            return ODD;
        }
        return SYMBOLS.indexOf(c) >= 0 ? SELDOM : UNEXPECTED;
    }

    private static boolean joins(char letter, char neighbour) {
        return neighbour != letter && Character.isLetter(neighbour);
    }

    private static int weight(char letter, Candidate candidate) {
        char small = Character.toLowerCase(letter);
        if (has(candidate.frequent(), small)) {
            return small == letter ? FREQUENT : CAPITAL;
        }
        return has(candidate.seldom(), small) ? SELDOM : UNEXPECTED;
    }

    private static boolean has(char[] sorted, char c) {
        return Arrays.binarySearch(sorted, c) >= 0;
    }

    private static boolean isOtherAlphabet(char letter, char neighbour) {
        return Character.isLetter(neighbour)
                && Character.UnicodeScript.of(letter) != Character.UnicodeScript.of(neighbour);
    }

    /// Apostrophes, the dot of Catalan, soft hyphens, spaces that do not break.
    private static boolean isOfWords(char c) {
        return c == '\u2019' || c == '\u00B7' || c == '\u00AD' || c == '\u00A0';
    }
}
