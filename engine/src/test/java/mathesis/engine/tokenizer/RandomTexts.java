package mathesis.engine.tokenizer;

import java.util.SplittableRandom;

/// Random texts: mostly the characters that tokenizers treat differently, some from all of Unicode.
final class RandomTexts {
    private static final String TRICKY = "aZsStTdDlLvVeErRmM''''    \n\n\r\t0123456789½٣４.,!?-_#$%<|>(){}\\^+="
            + "\u00A0\u2003\u3000\u2028\u0085\u001Céſµ²ªøµÀ中文한국。，‘’かなАяαΩשم\u0301\u0308\u0344Å가\u1112\u1161";

    private RandomTexts() {}

    static String next(SplittableRandom random, int longest) {
        var text = new StringBuilder();
        for (int length = random.nextInt(longest + 1); length > 0; length--) {
            text.appendCodePoint(random.nextInt(5) > 0 ? tricky(random) : any(random));
        }
        return text.toString();
    }

    private static int tricky(SplittableRandom random) {
        return TRICKY.charAt(random.nextInt(TRICKY.length()));
    }

    private static int any(SplittableRandom random) {
        int codePoint = random.nextInt(random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT + 1);
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE ? 'x' : codePoint;
    }
}
