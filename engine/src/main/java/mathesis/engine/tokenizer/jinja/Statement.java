package mathesis.engine.tokenizer.jinja;

import java.util.List;
import java.util.Optional;

/// Something that writes text or changes names.
sealed interface Statement {
    record Text(String text) implements Statement {}

    /// `{{ value }}`
    record Print(Expression value, int line) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expression condition, List<Statement> body, int line) {}

    record For(
            List<String> names,
            Expression items,
            Optional<Expression> filter,
            List<Statement> body,
            List<Statement> otherwise,
            int line)
            implements Statement {}

    record Set(List<Target> targets, Expression value, int line) implements Statement {}

    /// `{% set name %}text{% endset %}`
    record SetText(Target target, List<Statement> body, int line) implements Statement {}

    /// A name, or a field of a namespace.
    record Target(String name, Optional<String> field) {}

    record Macro(String name, List<Parameter> parameters, List<Statement> body) implements Statement {}

    record Parameter(String name, Optional<Expression> otherwise) {}

    /// Statements that follow each other, from a tag that changes nothing else.
    record Block(List<Statement> body) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}
}
