package mathesis.corpus.training;

import mathesis.corpus.classify.HuffmanTree;

/// The way from each label up to the root of the label tree.
final class LabelPaths {
    private final int[][] rows;
    private final boolean[][] turns;

    LabelPaths(HuffmanTree tree) {
        rows = new int[tree.leaves()][];
        turns = new boolean[tree.leaves()][];
        for (int label = 0; label < tree.leaves(); label++) {
            walk(tree, label);
        }
    }

    private void walk(HuffmanTree tree, int label) {
        int depth = 0;
        for (int node = label; node != tree.root(); node = tree.parent(node)) {
            depth++;
        }
        rows[label] = new int[depth];
        turns[label] = new boolean[depth];
        int node = label;
        for (int i = 0; i < depth; i++, node = tree.parent(node)) {
            rows[label][i] = tree.row(tree.parent(node));
            turns[label][i] = tree.isRight(node);
        }
    }

    /// Output rows of the nodes from the label's parent up to the root. Not to be written to.
    int[] rows(int label) {
        return rows[label];
    }

    /// What each of those nodes has to say for this label. Not to be written to.
    boolean[] turns(int label) {
        return turns[label];
    }
}
