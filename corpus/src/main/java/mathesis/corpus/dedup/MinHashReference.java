package mathesis.corpus.dedup;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mathesis.corpus.words.Symbols;
import mathesis.corpus.words.Words;

/// Shingles and signatures in the plain way: sets of strings and one loop over all of them for each hash. The parity
/// tests hold [MinHash] against it, and exact similarities come from it.
public final class MinHashReference {
    private final MinHash fast;

    MinHashReference(MinHash fast) {
        this.fast = fast;
    }

    /// The signature of a text, of the same permutations.
    int[] signature(String text) {
        var signature = new int[fast.shape().hashes()];
        Arrays.fill(signature, Integer.MAX_VALUE);
        for (var shingle : shingles(text)) {
            int hash = Shingles.hash(List.of(shingle.split(" ")));
            for (int i = 0; i < signature.length; i++) {
                signature[i] = Math.min(signature[i], fast.permuted(i, hash));
            }
        }
        return signature;
    }

    /// The set of a text's shingles, as strings.
    public static Set<String> shingles(String text) {
        List<String> words = new Words(Symbols.ARE_WORDS)
                .of(text).stream().map(Words.Word::text).toList();
        var shingles = new HashSet<String>();
        int length = Math.min(words.size(), Shingles.WORDS);
        for (int i = 0; length > 0 && i + length <= words.size(); i++) {
            shingles.add(String.join(" ", words.subList(i, i + length)));
        }
        return shingles;
    }

    /// Shingles in both sets over shingles in any.
    public static double jaccard(Set<String> one, Set<String> other) {
        long both = one.stream().filter(other::contains).count();
        long any = one.size() + other.size() - both;
        return any == 0 ? 1 : (double) both / any;
    }
}
