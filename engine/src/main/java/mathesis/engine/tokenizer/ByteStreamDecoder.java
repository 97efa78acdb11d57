package mathesis.engine.tokenizer;

import mathesis.engine.StreamingDecoder;

/// Decodes tokens that are bytes, holding back the bytes of an unfinished character.
final class ByteStreamDecoder implements StreamingDecoder {
    private final TokenToBytes tokens;
    private final Bytes pending = new Bytes(64);

    ByteStreamDecoder(TokenToBytes tokens) {
        this.tokens = tokens;
    }

    @Override
    public String append(int token) {
        tokens.append(token, pending);
        return take(Utf8.endOfWhole(pending.array(), 0, pending.size()));
    }

    @Override
    public String finish() {
        return take(pending.size());
    }

    private String take(int length) {
        var text = Utf8.decode(pending.array(), 0, length);
        pending.removeFirst(length);
        return text;
    }
}
