package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The value of an expression.
final class Evaluator {
    private final Budget budget;
    private final Values values;
    private final Operations operations;
    private final Methods methods;
    private final Tests tests;
    private final Filters filters;

    Evaluator(Budget budget) {
        this.budget = budget;
        values = new Values(budget);
        operations = new Operations(budget, values);
        methods = new Methods(budget, values);
        tests = new Tests(values, operations);
        filters = new Filters(budget, values, operations, methods, tests);
    }

    Values values() {
        return values;
    }

    Object evaluate(Expression expression, Scope scope) {
        budget.enter();
        var value = switch (expression) {
            case Expression.Literal(var literal) -> literal;
            case Expression.Name(var name) -> scope.get(name);
            case Expression.Sequence(var items) -> evaluateAll(items, scope);
            case Expression.Dictionary(var entries) -> dictionary(entries, scope);
            case Expression.Attribute(var of, var name) -> operations.item(evaluate(of, scope), name);
            case Expression.Item(var of, var key) -> operations.item(evaluate(of, scope), evaluate(key, scope));
            case Expression.Slice(var of, var start, var stop, var step) ->
                operations.slice(
                        evaluate(of, scope), evaluate(start, scope), evaluate(stop, scope), evaluate(step, scope));
            case Expression.Call call -> call(call, scope);
            case Expression.Filter(var of, var name, var arguments) ->
                filters.apply(name, evaluate(of, scope), arguments(arguments, scope));
            case Expression.Test(var of, var name, var arguments) ->
                tests.passes(name, evaluate(of, scope), arguments(arguments, scope));
            case Expression.Not(var of) -> !isTrue(of, scope);
            case Expression.Sign(var of, var negative) ->
                Numbers.arithmetic(0L, negative ? "-" : "+", evaluate(of, scope));
            case Expression.And(var left, var right) -> either(left, right, false, scope);
            case Expression.Or(var left, var right) -> either(left, right, true, scope);
            case Expression.Arithmetic(var left, var operator, var right) ->
                operations.arithmetic(evaluate(left, scope), operator, evaluate(right, scope));
            case Expression.Comparison(var first, var steps) -> comparison(first, steps, scope);
            case Expression.Conditional(var condition, var then, var otherwise) ->
                isTrue(condition, scope)
                        ? evaluate(then, scope)
                        : evaluate(otherwise, scope).orElse(new Undefined("inline if without else"));
        };
        budget.leave();
        return value;
    }

    boolean isTrue(Expression expression, Scope scope) {
        return Values.isTrue(evaluate(expression, scope));
    }

    private Optional<Object> evaluate(Optional<Expression> expression, Scope scope) {
        return expression.map(present -> evaluate(present, scope));
    }

    private List<Object> evaluateAll(List<Expression> expressions, Scope scope) {
        var all = new ArrayList<Object>(expressions.size());
        for (var expression : expressions) {
            all.add(evaluate(expression, scope));
        }
        return all;
    }

    private Object dictionary(List<Expression.Entry> entries, Scope scope) {
        var dictionary = new LinkedHashMap<Object, Object>();
        for (var entry : entries) {
            var key = evaluate(entry.key(), scope);
            if (!Values.isKey(key)) {
                throw new TemplateException(Values.typeName(key) + " cannot be a key");
            }
            dictionary.put(key, evaluate(entry.value(), scope));
        }
        return dictionary;
    }

    /// `or` gives its first operand if that is true, `and` if that is false; else the second.
    private Object either(Expression left, Expression right, boolean stopsAt, Scope scope) {
        var first = evaluate(left, scope);
        return Values.isTrue(first) == stopsAt ? first : evaluate(right, scope);
    }

    private boolean comparison(Expression first, List<Expression.Step> steps, Scope scope) {
        var left = evaluate(first, scope);
        for (var step : steps) {
            var right = evaluate(step.right(), scope);
            if (!operations.comparison(left, step.operator(), right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Object call(Expression.Call call, Scope scope) {
        var arguments = arguments(call.arguments(), scope);
        Object callee;
        if (call.callee() instanceof Expression.Attribute(var of, var name)) {
            var receiver = evaluate(of, scope);
            var result = methods.call(receiver, name, arguments);
            if (result.isPresent()) {
                return result.get();
            }
            callee = operations.item(receiver, name);
        } else {
            callee = evaluate(call.callee(), scope);
        }
        if (callee instanceof Callable callable) {
            return callable.call(arguments);
        }
        throw new TemplateException(Values.typeName(callee) + " cannot be called");
    }

    private Arguments arguments(Expression.CallArguments arguments, Scope scope) {
        var named = new LinkedHashMap<String, Object>();
        arguments.named().forEach((name, value) -> named.put(name, evaluate(value, scope)));
        return new Arguments(evaluateAll(arguments.positional(), scope), named);
    }
}
