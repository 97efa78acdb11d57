package mathesis.engine.tokenizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// SentencePiece's byte-pair encoding: pieces with scores, of which the best-scored neighbours merge first.
///
/// Pieces 0, 1 and 2 are unknown, beginning and end, which no text contains; `<0x00>` to `<0xFF>` stand for the bytes
/// of characters that no piece covers.
final class ScoredPieces {
    static final int BEGIN = 1;
    private static final int SPECIAL = 3;
    private static final int NO_PIECE = -1;

    /// @param text  with a space where SentencePiece writes `▁`
    /// @param score higher merges earlier
    record Piece(String text, float score) {}

    private final List<Piece> pieces;
    private final Map<String, Integer> ids = new HashMap<>();
    private final int[] bytePieces = new int[256];
    private final byte[][] bytes;
    private final Merges merges;

    ScoredPieces(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        for (int id = SPECIAL; id < pieces.size(); id++) {
            ids.putIfAbsent(pieces.get(id).text(), id);
        }
        Arrays.setAll(bytePieces, b -> ids.getOrDefault("<0x%02X>".formatted(b), NO_PIECE));
        bytes = pieces.stream().map(piece -> Utf8.encode(piece.text())).toArray(byte[][]::new);
        for (int b = 0; b < 256; b++) {
            if (bytePieces[b] != NO_PIECE) {
                bytes[bytePieces[b]] = new byte[] {(byte) b};
            }
        }
        merges = merges();
    }

    /// Every way in which two pieces make a third. Pieces of the same score have the same rank.
    private Merges merges() {
        var rankByScore = new TreeMap<Float, Integer>();
        pieces.forEach(piece -> rankByScore.put(-piece.score(), 0));
        int rank = 0;
        for (var entry : rankByScore.entrySet()) {
            entry.setValue(rank++);
        }
        var all = new Merges(
                pieces.stream().mapToInt(piece -> piece.text().length()).sum());
        ids.forEach((text, id) -> {
            for (int at = 1; at < text.length(); at++) {
                var left = ids.get(text.substring(0, at));
                var right = ids.get(text.substring(at));
                if (left != null && right != null) {
                    all.put(left, right, rankByScore.get(-pieces.get(id).score()), id);
                }
            }
        });
        return all;
    }

    int size() {
        return pieces.size();
    }

    OptionalInt id(String token) {
        for (int id = 0; id < Math.min(SPECIAL, pieces.size()); id++) {
            if (pieces.get(id).text().equals(token)) {
                return OptionalInt.of(id);
            }
        }
        var id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    static boolean isSpecial(int id) {
        return id < SPECIAL;
    }

    /// What a piece stands for: its text, or the one byte that it names. Not to be changed.
    byte[] bytes(int id) {
        return bytes[id];
    }

    /// The ids of a text, to which nothing is added.
    int[] encode(String text) {
        var characters = new Ids();
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            var id = ids.get(Character.toString(codePoint));
            if (id != null) {
                characters.add(id);
            } else {
                addBytes(codePoint, characters);
            }
            at += Character.charCount(codePoint);
        }
        var symbols = characters.from(0);
        return Arrays.copyOf(symbols, Merging.merge(merges, symbols, symbols.length));
    }

    private void addBytes(int codePoint, Ids into) {
        for (byte b : Utf8.encode(Character.toString(codePoint))) {
            int piece = bytePieces[b & 0xFF];
            if (piece == NO_PIECE) {
                throw new IllegalArgumentException("character '%s' (U+%04X) is not in the tokenizer's vocabulary"
                        .formatted(Character.toString(codePoint), codePoint));
            }
            into.add(piece);
        }
    }
}
