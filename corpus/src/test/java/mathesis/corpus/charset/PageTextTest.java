package mathesis.corpus.charset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import mathesis.corpus.Page;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageTextTest {
    private static final Optional<String> UNDECLARED = Optional.empty();
    private static final String FRENCH = "<p>L'élève a résolu l'équation où à gauche il n'y a qu'un zéro</p>";

    @Test
    void ascii_and_utf_8_bodies_are_given_without_a_copy() {
        for (var text : new String[] {"", "<p>plain", "<p>é 数学 😀"}) {
            var page = page(text.getBytes(StandardCharsets.UTF_8), Optional.of("iso-8859-1"));
            assertSame(page.body(), PageText.utf8(page));
            assertEquals(text, PageText.decode(page));
        }
    }

    @Test
    void a_mark_decides_and_is_no_text() {
        var utf8 = page(bytes("\uFEFFé", "UTF-8"), Optional.of("windows-1251"));
        assertEquals("é", PageText.decode(utf8));
        assertArrayEquals(bytes("é", "UTF-8"), PageText.utf8(utf8));
        for (var wide : new String[] {"UTF-16LE", "UTF-16BE"}) {
            var page = page(bytes("\uFEFF<p>é数", wide), Optional.of("utf-8"));
            assertEquals("<p>é数", PageText.decode(page));
            assertArrayEquals(bytes("<p>é数", "UTF-8"), PageText.utf8(page));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void wide_characters_show_without_a_mark(String charset) {
        assertEquals("<html>é", PageText.decode(page(bytes("<html>é", charset), UNDECLARED)));
    }

    @Test
    void the_header_comes_before_the_page() {
        var body = bytes("<meta charset=koi8-r>привет", "windows-1251");
        assertEquals("<meta charset=koi8-r>привет", PageText.decode(page(body, Optional.of("CP1251"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta charset=koi8-r>",
                "<META  Charset = \"KOI8-R\" />",
                "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>",
                "<!-- <meta charset=big5> --><title>x</title><meta name=a content=b><meta charset='koi8-r'>",
                "<?xml version='1.0' encoding=\"koi8-r\"?>",
                "<meta charset=no-such><meta charset=koi8-r>"
            })
    void a_page_declares_its_charset(String head) {
        var text = head + "<p>привет, мир";
        assertEquals(text, PageText.decode(page(bytes(text, "KOI8-R"), UNDECLARED)));
        assertEquals(text, PageText.decode(page(bytes(text, "KOI8-R"), Optional.of("unheard-of"))));
    }

    @Test
    void names_mean_what_they_mean_on_the_web() {
        var quotes = bytes("“x” – é", "windows-1252");
        assertEquals("“x” – é", PageText.decode(page(quotes, Optional.of("ISO-8859-1"))));
        assertEquals("𠂤镕", PageText.decode(page(bytes("𠂤镕", "GB18030"), Optional.of("gb2312"))));
        assertEquals(Optional.of(Charset.forName("windows-1254")), CharsetLabels.of(" Latin5 "));
        assertEquals(Optional.empty(), CharsetLabels.of("utf-9"));
        assertEquals(Optional.empty(), CharsetLabels.of("../../etc"));
    }

    @Test
    void a_page_of_utf_8_with_a_few_broken_bytes_stays_utf_8() {
        var body = bytes("naïve café déjà vu", "UTF-8");
        body[1] = (byte) 0xff;
        var page = page(body, Optional.of("utf-8"));
        assertEquals("n\uFFFDïve café déjà vu", PageText.decode(page));
        assertArrayEquals(bytes("n\uFFFDïve café déjà vu", "UTF-8"), PageText.utf8(page));
    }

    @Test
    void a_declaration_of_utf_8_that_the_bytes_refute_is_not_believed() {
        var latin = bytes(FRENCH, "windows-1252");
        assertEquals(FRENCH, PageText.decode(page(latin, Optional.of("utf-8"))));
        var declaring = "<meta charset=utf-16>" + FRENCH;
        assertEquals(declaring, PageText.decode(page(bytes(declaring, "windows-1252"), UNDECLARED)));
    }

    @Test
    void shifted_japanese_is_decoded_where_it_is_declared() {
        var body = bytes("数学とは", "ISO-2022-JP");
        assertEquals("数学とは", PageText.decode(page(body, Optional.of("iso-2022-jp"))));
        assertEquals("plain", PageText.decode(page(bytes("plain", "UTF-8"), Optional.of("iso-2022-jp"))));
    }

    @Test
    void text_of_wet_archives_is_utf_8() {
        byte[] body = {'a', (byte) 0xE9, 'b'};
        var source = new Page.Source("a", 0, 0);
        var page = new Page(source, "https://a.example/", Page.Format.PLAIN_TEXT, Optional.of("latin1"), body);
        assertEquals("a\uFFFDb", PageText.decode(page));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void no_bytes_throw_and_all_become_utf_8(long seed) {
        var random = new Random(seed);
        var labels = new String[] {"utf-8", "big5", "shift_jis", "iso-2022-jp", "gb18030", "utf-16", "nonsense", ""};
        for (int round = 0; round < 400; round++) {
            var body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            if (random.nextBoolean()) {
                var meta = bytes("<meta charset=" + labels[random.nextInt(labels.length)] + ">", "UTF-8");
                System.arraycopy(meta, 0, body, 0, Math.min(meta.length, body.length));
            }
            var declared = Optional.of(labels[random.nextInt(labels.length)]).filter(label -> !label.isEmpty());
            var page = page(body, declared);
            assertEquals(PageText.decode(page), new String(PageText.utf8(page), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void utf_8_is_told_as_java_tells_it(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            var text = random.ints(random.nextInt(60), 1, 0x110000)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .map(c -> random.nextInt(3) == 0 ? c : c % 128)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var bytes = bytes(text, "UTF-8");
            assertTrue(Utf8.of(bytes).isValid());
            assertEquals(
                    text.codePoints().filter(c -> c > 127).count(),
                    Utf8.of(bytes).sequences());
            for (int i = 0; i < bytes.length; i++) {
                byte kept = bytes[i];
                bytes[i] = (byte) random.nextInt();
                boolean same = Arrays.equals(bytes, bytes(new String(bytes, StandardCharsets.UTF_8), "UTF-8"));
                assertEquals(same, Utf8.of(bytes).isValid());
                bytes[i] = kept;
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            windows-1252 | Die Lösung der Gleichung ist größer als null, wie wir für alle Körper gezeigt haben.
            windows-1252 | L'élève a résolu l'équation “où à gauche” il n'y a qu'un zéro, ce qui achève la démonstration.
            windows-1252 | La función está definida en el intervalo, según la definición del capítulo más próximo.
            windows-1252 | A função é contínua e não tem raízes; a solução está na página número três.
            windows-1252 | Løsningen på ligningen er større end nul, og så får vi først den ønskede værdi.
            windows-1252 | La città è più bella perché c'è l'università, così si può studiare la matematica.
            windows-1252 | Only one caf\u00E9 in a long English text without any other mark.
            windows-1252 | Section\u00A02.1: \u00A9 1999 by the author, page\u00A03
            windows-1250 | Řešení rovnice je větší než nula, což jsme ukázali pro všechna tělesa v předchozí části.
            ISO-8859-2   | Rozwiązanie równania jest większe od zera, co pokazaliśmy już wcześniej dla każdej wartości.
            windows-1250 | Az egyenlet megoldása nagyobb, mint nulla, ahogyan a következő fejezetből is látható lesz; erről szőlő, gyümölcs.
            windows-1251 | Решение уравнения больше нуля, как мы показали для всех полей в предыдущей главе.
            KOI8-R       | Решение уравнения больше нуля, как мы показали для всех полей в предыдущей главе.
            ISO-8859-5   | Решение уравнения больше нуля, как мы показали для всех полей в предыдущей главе.
            IBM866       | Решение уравнения больше нуля, как мы показали для всех полей в предыдущей главе.
            windows-1251 | МАТЕМАТИКА. Глава 2. Теорема Ферма и её доказательство
            windows-1253 | Η λύση της εξίσωσης είναι μεγαλύτερη από το μηδέν, όπως δείξαμε στο κεφάλαιο.
            windows-1254 | Denklemin çözümü sıfırdan büyüktür; bunu önceki bölümde bütün değerler için gösterdiğimiz gibi açıkça ışık.
            windows-1255 | פתרון המשוואה גדול מאפס כפי שהראינו בפרק הקודם
            windows-1256 | حل المعادلة أكبر من الصفر كما بينا في الفصل السابق
            windows-1257 | Lygties sprendinys yra didesnis už nulį, kaip įrodėme ankstesniame skyriuje; šių žmonių ąžuolų.
            x-windows-874 | คำตอบของสมการมีค่ามากกว่าศูนย์ตามที่เราได้แสดงไว้ในบทก่อนหน้านี้
            windows-31j  | 方程式の解は零より大きいことを前の章で示しました。これはすべての値について成り立つ。
            EUC-JP       | 方程式の解は零より大きいことを前の章で示しました。これはすべての値について成り立つ。
            GB18030      | 方程的解大于零，这是我们在上一章中对所有的值都已经证明了的结果。
            Big5-HKSCS   | 方程的解大於零，這是我們在上一章中對所有的值都已經證明了的結果。
            x-windows-949 | 방정식의 해는 영보다 크며 이는 앞 장에서 모든 값에 대하여 증명하였다.
            """)
    void undeclared_bytes_are_told_by_their_statistics(String charset, String sentence) {
        var text = "<html><title>x</title><p>" + sentence;
        assertEquals(text, PageText.decode(page(bytes(text, charset), UNDECLARED)));
    }

    private static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    private static Page page(byte[] body, Optional<String> declared) {
        return new Page(new Page.Source("a", 0, 0), "https://a.example/", Page.Format.HTML, declared, body);
    }
}
