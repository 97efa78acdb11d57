/// The part of the template language Jinja that chat templates use, in a box: a template sees only the values it is
/// given, calls only what is listed here, and is stopped when it takes too many steps.
///
/// A source becomes tokens ([Lexer]), then [Statement]s and [Expression]s ([StatementParser], [ExpressionParser]),
/// which [Interpreter] and [Evaluator] walk. Whitespace follows `trim_blocks` and `lstrip_blocks`, as Hugging Face
/// sets them. A value is a [String], [Long], [Double], [Boolean], [java.util.List], [java.util.Map], [None],
/// [Undefined], [Namespace] or [Callable].
package mathesis.engine.tokenizer.jinja;
