package mathesis.engine.tokenizer.jinja;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A template, read once and rendered any number of times by any number of threads.
public final class Template {
    private final List<Statement> body;

    private Template(List<Statement> body) {
        this.body = body;
    }

    /// @throws TemplateException when the source is not a template; the message names the line
    public static Template parse(String source) {
        return new Template(StatementParser.parse(source));
    }

    /// The template's text with these values for its free names.
    ///
    /// @param values texts, [Long], [Double], [Boolean], [None], lists and maps of them
    /// @param clock  what `strftime_now` reads
    /// @throws TemplateException when the template cannot do with these values, says so itself, or takes too long
    public String render(Map<String, ?> values, Clock clock) {
        var budget = new Budget(Budget.STEPS);
        var interpreter = new Interpreter(budget);
        var scope = Scope.of(new Functions(budget, clock).all());
        values.forEach(scope::set);
        try {
            return interpreter.render(body, scope.inner());
        } catch (TemplateException e) {
            throw TemplateException.at(interpreter.line(), e.getMessage());
        }
    }
}
