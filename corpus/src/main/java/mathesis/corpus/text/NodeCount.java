package mathesis.corpus.text;

/// Counts visits of nodes, those that look ahead too, so that no page costs more than the limit says.
final class NodeCount {
    private final int max;
    private int visited;

    NodeCount(int max) {
        this.max = max;
    }

    void visit() {
        if (++visited > max) {
            throw new PageTooLargeException();
        }
    }
}
