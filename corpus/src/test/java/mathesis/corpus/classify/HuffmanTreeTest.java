package mathesis.corpus.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HuffmanTreeTest {
    @Test
    void the_two_rarest_are_joined_first() {
        var tree = new HuffmanTree(8, 4, 2, 1);
        // 1 + 2 = 3 is node 4, then 3 + 4 = 7 is node 5, then 7 + 8 is the root
        assertEquals(6, tree.root());
        assertEquals(3, tree.left(4));
        assertEquals(2, tree.right(4));
        assertEquals(4, tree.left(5));
        assertEquals(1, tree.right(5));
        assertEquals(5, tree.left(6));
        assertEquals(0, tree.right(6));
        assertEquals(2, tree.row(6));
    }

    @Test
    void of_a_label_and_a_node_of_one_count_the_node_goes_first() {
        var tree = new HuffmanTree(2, 1, 1);
        // 1 + 1 = 2 is node 3; the label 0 of count 2 is not below it
        assertEquals(3, tree.left(4));
        assertEquals(0, tree.right(4));
    }

    @Test
    void every_label_hangs_under_the_root() {
        var tree = new HuffmanTree(9, 9, 5, 5, 5, 3, 1, 1, 0);
        for (int label = 0; label < tree.leaves(); label++) {
            int node = label;
            while (tree.parent(node) != HuffmanTree.NONE) {
                int parent = tree.parent(node);
                assertEquals(node, tree.isRight(node) ? tree.right(parent) : tree.left(parent));
                node = parent;
            }
            assertEquals(tree.root(), node);
        }
    }

    @Test
    void one_label_is_the_root() {
        var tree = new HuffmanTree(5);
        assertEquals(0, tree.root());
        assertTrue(tree.isLeaf(0));
        assertFalse(tree.isRight(0));
    }
}
