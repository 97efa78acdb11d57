package mathesis.engine.tokenizer.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that has a value.
sealed interface Expression {
    record Literal(Object value) implements Expression {}

    record Name(String name) implements Expression {}

    /// `[a, b]` and `(a, b)`.
    record Sequence(List<Expression> items) implements Expression {}

    record Dictionary(List<Entry> entries) implements Expression {}

    record Entry(Expression key, Expression value) {}

    /// `of.name`
    record Attribute(Expression of, String name) implements Expression {}

    /// `of[key]`
    record Item(Expression of, Expression key) implements Expression {}

    /// `of[start:stop:step]`
    record Slice(Expression of, Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step)
            implements Expression {}

    record Call(Expression callee, CallArguments arguments) implements Expression {}

    record CallArguments(List<Expression> positional, Map<String, Expression> named) {
        static final CallArguments NONE = new CallArguments(List.of(), Map.of());
    }

    /// `value | name(arguments)`
    record Filter(Expression value, String name, CallArguments arguments) implements Expression {}

    /// `value is name(arguments)`
    record Test(Expression value, String name, CallArguments arguments) implements Expression {}

    record Not(Expression value) implements Expression {}

    /// Unary minus and plus.
    record Sign(Expression value, boolean negative) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    /// `+ - * / // % ** ~`
    record Arithmetic(Expression left, String operator, Expression right) implements Expression {}

    /// `first < second <= third`: every pair of neighbours is compared.
    record Comparison(Expression first, List<Step> steps) implements Expression {}

    /// @param operator one of `== != < <= > >= in notin`
    record Step(String operator, Expression right) {}

    /// `then if condition else otherwise`
    record Conditional(Expression condition, Expression then, Optional<Expression> otherwise) implements Expression {}
}
