package mathesis.corpus.training;

import java.util.Arrays;

/// Huffman tree over labels: frequent labels have short paths.
///
/// Built as fastText builds it, tie for tie, since a model's file does not hold the tree but only the counts.
final class LabelTree {
    private static final long LARGER_THAN_ANY_COUNT = 1_000_000_000_000_000L;

    private final int[][] path;
    private final boolean[][] turns;

    /// @param count lines of each label, in falling order
    LabelTree(long[] count) {
        int labels = count.length;
        int nodes = Math.max(0, 2 * labels - 1);
        int[] parent = new int[nodes];
        boolean[] second = new boolean[nodes];
        join(count, parent, second);
        path = new int[labels][];
        turns = new boolean[labels][];
        for (int label = 0; label < labels; label++) {
            walk(label, parent, second, labels);
        }
    }

    /// Joins the two rarest trees, again and again. Leaves are met from the last label, joined ones in the order of
    /// joining; both come in rising order of their counts.
    private static void join(long[] count, int[] parent, boolean[] second) {
        int labels = count.length;
        long[] weight = Arrays.copyOf(count, parent.length);
        Arrays.fill(weight, labels, weight.length, LARGER_THAN_ANY_COUNT);
        Arrays.fill(parent, -1);
        int leaf = labels - 1;
        int joined = labels;
        for (int node = labels; node < parent.length; node++) {
            int first = leaf >= 0 && weight[leaf] < weight[joined] ? leaf-- : joined++;
            int other = leaf >= 0 && weight[leaf] < weight[joined] ? leaf-- : joined++;
            weight[node] = weight[first] + weight[other];
            parent[first] = node;
            parent[other] = node;
            second[other] = true;
        }
    }

    private void walk(int label, int[] parent, boolean[] second, int labels) {
        int depth = 0;
        for (int node = label; parent[node] >= 0; node = parent[node]) {
            depth++;
        }
        path[label] = new int[depth];
        turns[label] = new boolean[depth];
        int node = label;
        for (int i = 0; i < depth; i++, node = parent[node]) {
            path[label][i] = parent[node] - labels;
            turns[label][i] = second[node];
        }
    }

    /// Inner nodes from the label's parent up to the root, counted from 0. Not to be written to.
    int[] path(int label) {
        return path[label];
    }

    /// Whether the path comes from the second child, at each node of [#path]. Not to be written to.
    boolean[] turns(int label) {
        return turns[label];
    }
}
