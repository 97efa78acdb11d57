package mathesis.corpus.classify;

import java.util.Arrays;

/// The tree over labels that hierarchical softmax walks, built from their counts as fastText builds it. Leaves are the
/// labels, 0 to `leaves - 1`; inner nodes follow, the root last. An inner node's row in the output matrix is its number
/// less `leaves`. Immutable.
public final class HuffmanTree {
    /// What [#parent] says of the root.
    public static final int NONE = -1;

    /// What fastText takes for a node that is not made yet; no count may reach it.
    static final long UNMADE = 1_000_000_000_000_000L;

    private final int leaves;
    private final int[] parents;
    private final int[] left;
    private final int[] right;

    /// @param counts of the labels, falling; below 1e15
    public HuffmanTree(long... counts) {
        leaves = counts.length;
        int nodes = Math.multiplyExact(2, leaves) - 1;
        parents = new int[nodes];
        left = new int[leaves - 1];
        right = new int[leaves - 1];
        var sums = new long[nodes];
        Arrays.fill(sums, UNMADE);
        System.arraycopy(counts, 0, sums, 0, leaves);
        build(sums);
    }

    public int leaves() {
        return leaves;
    }

    public int root() {
        return 2 * leaves - 2;
    }

    public boolean isLeaf(int node) {
        return node < leaves;
    }

    /// The row of an inner node in the output matrix.
    public int row(int inner) {
        return inner - leaves;
    }

    public int left(int inner) {
        return left[inner - leaves];
    }

    public int right(int inner) {
        return right[inner - leaves];
    }

    /// The node above, or [#NONE].
    public int parent(int node) {
        return parents[node];
    }

    /// Whether a node is its parent's right one, the one that the parent's row votes for.
    public boolean isRight(int node) {
        return parents[node] != NONE && right(parents[node]) == node;
    }

    /// Joins the two rarest that are left, from the labels' end and from the front of the inner nodes.
    private void build(long... sums) {
        int leaf = leaves - 1;
        int inner = leaves;
        parents[root()] = NONE;
        for (int node = leaves; node <= root(); node++) {
            int first = leaf >= 0 && sums[leaf] < sums[inner] ? leaf-- : inner++;
            int second = leaf >= 0 && sums[leaf] < sums[inner] ? leaf-- : inner++;
            left[node - leaves] = first;
            right[node - leaves] = second;
            sums[node] = sums[first] + sums[second];
            parents[first] = node;
            parents[second] = node;
        }
    }
}
