package mathesis.corpus.classify;

import java.util.Arrays;

/// Labels are leaves of a [HuffmanTree]; a label's probability is the product of the turns on the way to it. Branches
/// that can bring nothing better are not entered.
record HierarchicalOutput(Matrix output, HuffmanTree tree) implements OutputLayer {
    @Override
    public void predict(float[] hidden, float threshold, BestLabels best) {
        float least = OutputLayer.log(threshold);
        var waiting = new Waiting();
        waiting.push(tree.root(), 0);
        while (waiting.pop()) {
            int node = waiting.node();
            float score = waiting.score();
            if (score < least || !best.wouldTake(score)) {
                continue;
            }
            if (tree.isLeaf(node)) {
                best.offer(node, score);
                continue;
            }
            float toTheRight = (float) (1 / (1 + Math.exp(-output.dotRow(tree.row(node), hidden))));
            waiting.push(tree.right(node), score + OutputLayer.log(toTheRight));
            waiting.push(tree.left(node), score + OutputLayer.log(1 - toTheRight));
        }
    }

    /// Nodes still to be visited, the last pushed first: a tree of a hostile file can be as deep as it has labels.
    private static final class Waiting {
        private int[] nodes = new int[64];
        private float[] scores = new float[64];
        private int count;

        void push(int node, float score) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * count);
                scores = Arrays.copyOf(scores, 2 * count);
            }
            nodes[count] = node;
            scores[count++] = score;
        }

        /// Whether there is one; then it is [#node()] with [#score()] until the next push.
        boolean pop() {
            return --count >= 0;
        }

        int node() {
            return nodes[count];
        }

        float score() {
            return scores[count];
        }
    }
}
