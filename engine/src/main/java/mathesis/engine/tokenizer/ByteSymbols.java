package mathesis.engine.tokenizer;

import java.util.Arrays;

/// The 256 printable characters that stand for bytes in a byte-level vocabulary.
///
/// Source: GPT-2's `bytes_to_unicode`. Printable Latin-1 characters stand for themselves, the other 68 bytes for
/// U+0100 and up: a space is `Ġ`, a line feed `Ċ`.
final class ByteSymbols {
    private static final int LIMIT = 0x100 + 68;
    private static final char[] SYMBOL_OF_BYTE = new char[256];
    private static final short[] BYTE_OF_SYMBOL = new short[LIMIT];

    static {
        Arrays.fill(BYTE_OF_SYMBOL, (short) -1);
        char next = 0x100;
        for (int b = 0; b < 256; b++) {
            SYMBOL_OF_BYTE[b] = standsForItself(b) ? (char) b : next++;
            BYTE_OF_SYMBOL[SYMBOL_OF_BYTE[b]] = (short) b;
        }
    }

    private ByteSymbols() {}

    static char symbol(byte b) {
        return SYMBOL_OF_BYTE[b & 0xFF];
    }

    static String symbols(byte[] bytes) {
        var symbols = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = symbol(bytes[i]);
        }
        return new String(symbols);
    }

    /// The bytes of a token: one for each symbol, or the token's own UTF-8 when any character is not a symbol.
    static byte[] bytes(String token) {
        var bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = token.charAt(i);
            if (c >= LIMIT || BYTE_OF_SYMBOL[c] < 0) {
                return Utf8.encode(token);
            }
            bytes[i] = (byte) BYTE_OF_SYMBOL[c];
        }
        return bytes;
    }

    private static boolean standsForItself(int b) {
        return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
    }
}
