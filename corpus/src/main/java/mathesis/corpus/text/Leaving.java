package mathesis.corpus.text;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/// What is to be done when the reader leaves the elements it is in, last come first served.
final class Leaving {
    private final List<Step> steps = new ArrayList<>();

    private record Step(Element element, Runnable action) {}

    void when(Element element, Runnable action) {
        steps.add(new Step(element, action));
    }

    void leave(Element element) {
        while (!steps.isEmpty() && steps.getLast().element == element) {
            steps.removeLast().action.run();
        }
    }
}
