package mathesis.engine.tokenizer;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import mathesis.engine.ChatMessage;
import mathesis.engine.StreamingDecoder;
import mathesis.engine.Tokenizer;
import mathesis.engine.tokenizer.ScoredPieces.Piece;

/// The tokenizer of llama2.c: SentencePiece pieces with byte fallback, merged and decoded as its `run.c` does.
///
/// A text gets a space in front, which decoding takes away again after the beginning token. Special tokens that are
/// spelled out in a text stay text.
public final class Llama2cTokenizer implements Tokenizer {
    private final ScoredPieces pieces;

    private Llama2cTokenizer(List<Piece> pieces) {
        this.pieces = new ScoredPieces(pieces);
    }

    /// Reads llama2.c's `tokenizer.bin`, which does not say itself how many pieces it has: the model does.
    public static Llama2cTokenizer load(Path tokenizerBin, int vocabularySize) throws IOException {
        var file = ByteBuffer.wrap(Files.readAllBytes(tokenizerBin)).order(ByteOrder.LITTLE_ENDIAN);
        var pieces = new ArrayList<Piece>();
        try {
            file.getInt(); // the longest piece
            while (pieces.size() < vocabularySize) {
                float score = file.getFloat();
                pieces.add(new Piece(text(tokenizerBin, file), score));
            }
        } catch (BufferUnderflowException e) {
            throw new TokenizerFormatException(
                    tokenizerBin + ": ends within piece " + pieces.size() + " of " + vocabularySize);
        }
        return new Llama2cTokenizer(pieces);
    }

    private static String text(Path path, ByteBuffer file) throws IOException {
        int length = file.getInt();
        if (length < 0 || length > file.remaining()) {
            throw new TokenizerFormatException(
                    path + ": a piece of " + length + " bytes at offset " + file.position() + " does not fit");
        }
        var bytes = new byte[length];
        file.get(bytes);
        return clean(new String(bytes, StandardCharsets.UTF_8));
    }

    /// Reads a SentencePiece `.vocab`: a piece, a tab and its score on each line; the line number is the id.
    public static Llama2cTokenizer loadVocabulary(Path vocab) throws IOException {
        var pieces = new ArrayList<Piece>();
        for (var line : Files.readAllLines(vocab)) {
            int tab = line.lastIndexOf('\t');
            if (tab < 0) {
                throw new TokenizerFormatException(vocab + ": line " + (pieces.size() + 1) + " has no tab");
            }
            pieces.add(
                    new Piece(clean(line.substring(0, tab)).replace('▁', ' '), score(vocab, line.substring(tab + 1))));
        }
        return new Llama2cTokenizer(pieces);
    }

    private static float score(Path vocab, String score) throws IOException {
        try {
            return Float.parseFloat(score);
        } catch (NumberFormatException e) {
            throw new TokenizerFormatException(vocab + ": \"" + score + "\" is not a score");
        }
    }

    /// llama2.c writes line ends around the beginning and end tokens.
    private static String clean(String piece) {
        return piece.equals("\n<s>\n") || piece.equals("\n</s>\n") ? piece.strip() : piece;
    }

    @Override
    public int vocabularySize() {
        return pieces.size();
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        var ids = new Ids();
        if (addSpecialTokens) {
            ids.add(ScoredPieces.BEGIN);
        }
        if (!text.isEmpty()) {
            ids.addAll(pieces.encode(" " + text));
        }
        return ids.from(0);
    }

    @Override
    public String decode(int[] tokens, boolean skipSpecialTokens) {
        var decoder = streamingDecoder(skipSpecialTokens);
        var text = new StringBuilder();
        for (int token : tokens) {
            text.append(decoder.append(token));
        }
        return text.append(decoder.finish()).toString();
    }

    @Override
    public StreamingDecoder streamingDecoder(boolean skipSpecialTokens) {
        return new ByteStreamDecoder(new TokenToBytes() {
            private int previous = -1;

            @Override
            public void append(int token, Bytes into) {
                if (token < pieces.size() && !(skipSpecialTokens && ScoredPieces.isSpecial(token))) {
                    var bytes = pieces.bytes(token);
                    boolean strips = previous == ScoredPieces.BEGIN && bytes.length > 0 && bytes[0] == ' ';
                    into.add(bytes, strips ? 1 : 0, bytes.length);
                }
                previous = token;
            }
        });
    }

    @Override
    public OptionalInt id(String token) {
        return pieces.id(token);
    }

    @Override
    public boolean hasChatTemplate() {
        return false;
    }

    @Override
    public String renderChat(List<ChatMessage> messages, boolean addGenerationPrompt) {
        throw new IllegalStateException("llama2.c's tokenizers have no chat template");
    }
}
