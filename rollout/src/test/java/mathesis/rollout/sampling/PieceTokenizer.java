package mathesis.rollout.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import mathesis.engine.ChatMessage;
import mathesis.engine.StreamingDecoder;
import mathesis.engine.Tokenizer;

/// A vocabulary of a few pieces of text, of which the first, [#END], is a special token. Encodes by the longest piece.
record PieceTokenizer(List<String> pieces) implements Tokenizer {
    static final String END = "<end>";

    PieceTokenizer {
        pieces = List.copyOf(pieces);
    }

    int token(String piece) {
        return pieces.indexOf(piece);
    }

    @Override
    public int vocabularySize() {
        return pieces.size();
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        var tokens = new ArrayList<Integer>();
        for (int at = 0; at < text.length(); at += pieces.get(tokens.getLast()).length()) {
            int from = at;
            tokens.add(IntStream.range(0, pieces.size())
                    .boxed()
                    .filter(i -> text.startsWith(pieces.get(i), from))
                    .max(Comparator.comparingInt(i -> pieces.get(i).length()))
                    .orElseThrow(() -> new IllegalArgumentException("no piece for " + text.substring(from))));
        }
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String decode(int[] tokens, boolean skipSpecialTokens) {
        var text = new StringBuilder();
        for (int token : tokens) {
            text.append(skipSpecialTokens && token == 0 ? "" : pieces.get(token));
        }
        return text.toString();
    }

    @Override
    public StreamingDecoder streamingDecoder(boolean skipSpecialTokens) {
        return new StreamingDecoder() {
            @Override
            public String append(int token) {
                return decode(new int[] {token}, skipSpecialTokens);
            }

            @Override
            public String finish() {
                return "";
            }
        };
    }

    @Override
    public OptionalInt id(String token) {
        return pieces.contains(token) ? OptionalInt.of(token(token)) : OptionalInt.empty();
    }

    @Override
    public boolean hasChatTemplate() {
        return false;
    }

    @Override
    public String renderChat(List<ChatMessage> messages, boolean addGenerationPrompt) {
        throw new IllegalStateException("these pieces know no chat");
    }
}
