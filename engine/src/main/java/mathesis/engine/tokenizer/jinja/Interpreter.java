package mathesis.engine.tokenizer.jinja;

import java.util.List;

/// Renders statements once. A mistake in an expression is reported with the line of its tag.
final class Interpreter {
    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private final Budget budget;
    private final Evaluator evaluator;
    private int line;

    Interpreter(Budget budget) {
        this.budget = budget;
        evaluator = new Evaluator(budget);
    }

    int line() {
        return line;
    }

    String render(List<Statement> body, Scope scope) {
        var text = new StringBuilder();
        run(body, scope, text);
        return text.toString();
    }

    private Flow run(List<Statement> body, Scope scope, StringBuilder into) {
        budget.enter();
        var flow = Flow.NEXT;
        for (int i = 0; i < body.size() && flow == Flow.NEXT; i++) {
            flow = run(body.get(i), scope, into);
        }
        budget.leave();
        return flow;
    }

    private Flow run(Statement statement, Scope scope, StringBuilder into) {
        switch (statement) {
            case Statement.Text(var text) -> into.append(budget.charged(text));
            case Statement.Print(var value, var at) -> {
                line = at;
                into.append(budget.charged(evaluator.values().text(evaluator.evaluate(value, scope))));
            }
            case Statement.If choice -> {
                return choose(choice, scope, into);
            }
            case Statement.For loop -> loop(loop, scope, into);
            case Statement.Set(var targets, var value, var at) -> {
                line = at;
                assign(targets, evaluator.evaluate(value, scope), scope);
            }
            case Statement.SetText(var target, var body, var at) -> {
                var text = render(body, scope.inner());
                line = at;
                assign(target, text, scope);
            }
            case Statement.Macro macro -> scope.set(macro.name(), (Callable) passed -> call(macro, scope, passed));
            case Statement.Block(var body) -> {
                return run(body, scope, into);
            }
            case Statement.Break() -> {
                return Flow.BREAK;
            }
            case Statement.Continue() -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.NEXT;
    }

    private Flow choose(Statement.If choice, Scope scope, StringBuilder into) {
        for (var branch : choice.branches()) {
            line = branch.line();
            if (evaluator.isTrue(branch.condition(), scope)) {
                return run(branch.body(), scope, into);
            }
        }
        return run(choice.otherwise(), scope, into);
    }

    private void loop(Statement.For loop, Scope scope, StringBuilder into) {
        line = loop.line();
        var items = evaluator.values().items(evaluator.evaluate(loop.items(), scope));
        loop.filter()
                .ifPresent(filter -> items.removeIf(item -> {
                    var inner = scope.inner();
                    bind(loop.names(), item, inner);
                    return !evaluator.isTrue(filter, inner);
                }));
        if (items.isEmpty()) {
            run(loop.otherwise(), scope, into);
        }
        var flow = Flow.NEXT;
        for (int i = 0; i < items.size() && flow != Flow.BREAK; i++) {
            var inner = scope.inner();
            bind(loop.names(), items.get(i), inner);
            inner.set("loop", new Loop(items, i));
            flow = run(loop.body(), inner, into);
        }
    }

    private void bind(List<String> names, Object item, Scope scope) {
        if (names.size() == 1) {
            scope.set(names.getFirst(), item);
            return;
        }
        var parts = unpacked(item, names.size());
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), parts.get(i));
        }
    }

    private List<Object> unpacked(Object value, int count) {
        var parts = evaluator.values().items(value);
        if (parts.size() != count) {
            throw new TemplateException("cannot unpack " + parts.size() + " values into " + count + " names");
        }
        return parts;
    }

    private void assign(List<Statement.Target> targets, Object value, Scope scope) {
        var parts = targets.size() == 1 ? List.of(value) : unpacked(value, targets.size());
        for (int i = 0; i < parts.size(); i++) {
            assign(targets.get(i), parts.get(i), scope);
        }
    }

    private static void assign(Statement.Target target, Object value, Scope scope) {
        if (target.field().isEmpty()) {
            scope.set(target.name(), value);
        } else if (scope.get(target.name()) instanceof Namespace namespace) {
            namespace.set(target.field().get(), value);
        } else {
            throw new TemplateException("'" + target.name() + "' is not a namespace");
        }
    }

    /// A macro sees the names around its definition, not those around the call.
    private Object call(Statement.Macro macro, Scope around, Arguments passed) {
        budget.enter();
        var names = macro.parameters().stream().map(Statement.Parameter::name).toArray(String[]::new);
        var bound = passed.bind(macro.name(), names);
        var scope = around.inner();
        for (var parameter : macro.parameters()) {
            var otherwise = parameter.otherwise().map(value -> evaluator.evaluate(value, scope));
            scope.set(
                    parameter.name(),
                    bound.get(parameter.name()).or(() -> otherwise).orElse(new Undefined(parameter.name())));
        }
        var text = render(macro.body(), scope);
        budget.leave();
        return text;
    }
}
