package mathesis.reward.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import mathesis.engine.ChatMessage;
import mathesis.engine.StreamingDecoder;
import mathesis.engine.Tokenizer;

/// A real, small tokenizer: ids 0 to 255 are bytes, then pieces of text of several bytes, then a stop token
/// without text. The longest piece that fits is taken first.
record PieceTokenizer(List<String> pieces) implements Tokenizer {
    static PieceTokenizer of(String... pieces) {
        return new PieceTokenizer(List.of(pieces));
    }

    int stop() {
        return 256 + pieces.size();
    }

    /// The id of a piece.
    int piece(String text) {
        return 256 + pieces.indexOf(text);
    }

    @Override
    public int vocabularySize() {
        return stop() + 1;
    }

    private byte[] bytes(int token) {
        if (token < 256) {
            return new byte[] {(byte) token};
        }
        return token == stop() ? new byte[0] : pieces.get(token - 256).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var ids = new ArrayList<Integer>();
        for (int at = 0; at < bytes.length; ) {
            int best = bytes[at] & 0xFF;
            for (int id = 256; id < stop(); id++) {
                byte[] piece = bytes(id);
                boolean fits = at + piece.length <= bytes.length
                        && Arrays.equals(piece, Arrays.copyOfRange(bytes, at, at + piece.length));
                best = fits && piece.length > bytes(best).length ? id : best;
            }
            ids.add(best);
            at += bytes(best).length;
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String decode(int[] tokens, boolean skipSpecialTokens) {
        var bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            bytes.writeBytes(bytes(token));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Gives a character once its last byte is there; what is never finished becomes U+FFFD.
    @Override
    public StreamingDecoder streamingDecoder(boolean skipSpecialTokens) {
        return new StreamingDecoder() {
            private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

            @Override
            public String append(int token) {
                pending.writeBytes(bytes(token));
                byte[] bytes = pending.toByteArray();
                int whole = whole(bytes);
                pending.reset();
                pending.write(bytes, whole, bytes.length - whole);
                return new String(bytes, 0, whole, StandardCharsets.UTF_8);
            }

            @Override
            public String finish() {
                return pending.size() == 0 ? "" : "\uFFFD";
            }
        };
    }

    private static int whole(byte[] bytes) {
        int at = bytes.length - 1;
        while (at >= 0 && (bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        int first = at < 0 ? 0 : bytes[at] & 0xFF;
        int needed = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        return at < 0 || at + needed <= bytes.length ? bytes.length : at;
    }

    @Override
    public OptionalInt id(String token) {
        return OptionalInt.empty();
    }

    @Override
    public boolean hasChatTemplate() {
        return false;
    }

    @Override
    public String renderChat(List<ChatMessage> messages, boolean addGenerationPrompt) {
        throw new IllegalStateException("no chat template");
    }
}
