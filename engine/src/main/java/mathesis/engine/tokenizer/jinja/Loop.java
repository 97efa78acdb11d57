package mathesis.engine.tokenizer.jinja;

import java.util.List;

/// What `loop` is inside a `for`.
record Loop(List<Object> items, int index) {
    Object get(String field) {
        int size = items.size();
        return switch (field) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> size - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "depth" -> 1L; // only a recursive loop, which is not supported, has more
            case "depth0" -> 0L;
            case "previtem" -> index > 0 ? items.get(index - 1) : new Undefined("there is no previous item");
            case "nextitem" -> index + 1 < size ? items.get(index + 1) : new Undefined("there is no next item");
            case "cycle" -> (Callable) this::cycle;
            default -> new Undefined("loop." + field);
        };
    }

    private Object cycle(Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            throw new TemplateException("loop.cycle needs something to choose from");
        }
        return arguments.positional().get(index % arguments.positional().size());
    }
}
