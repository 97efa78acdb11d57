package mathesis.engine.model;

import mathesis.engine.kernels.KvBlocks;
import mathesis.engine.tensor.OffHeap;

/// Cached keys and values of one sequence (or of a shared prompt) in every layer.
final class KeyValues {
    private final KvBlocks[] layers;
    private final long rowFloats;

    KeyValues(Network network, int capacity, OffHeap memory) {
        this.rowFloats = network.config().keyValueWidth();
        this.layers = new KvBlocks[network.config().layers()];
        for (int layer = 0; layer < layers.length; layer++) {
            layers[layer] = new KvBlocks(memory, network.heads(), capacity);
        }
    }

    /// Appends the first `count` rows of a block's keys and values.
    void append(int layer, BlockActivations a, int count) {
        for (int row = 0; row < count; row++) {
            appendRow(layer, a, row);
        }
    }

    void appendRow(int layer, BlockActivations a, int row) {
        layers[layer].append(a.key_TK(), row * rowFloats, a.value_TK(), row * rowFloats);
    }

    KvBlocks layer(int layer) {
        return layers[layer];
    }

    /// Tokens cached; the layers agree between steps.
    int length() {
        return layers[0].length();
    }

    /// Tokens there is room for.
    int capacity() {
        return layers[0].capacity();
    }

    void clear() {
        for (var layer : layers) {
            layer.clear();
        }
    }
}
