package mathesis.corpus.text;

/// Text that no element interrupts, line breaks aside: what a formula between delimiters may span.
final class TextRun {
    private final StringBuilder text = new StringBuilder();
    private final SearchBudget budget;
    private final FormulaScanner.Sink sink;
    private DelimiterRules rules;
    private boolean reads = true;

    TextRun(DelimiterRules rules, SearchBudget budget, FormulaScanner.Sink sink) {
        this.rules = rules;
        this.budget = budget;
        this.sink = sink;
    }

    DelimiterRules rules() {
        return rules;
    }

    boolean reads() {
        return reads;
    }

    /// What tells formulas from here on.
    void rules(DelimiterRules next) {
        flush();
        rules = next;
    }

    /// Whether text from here on can hold formulas at all.
    void reads(boolean formulas) {
        flush();
        reads = formulas;
    }

    void add(String part) {
        if (text.isEmpty() && !(reads && rules.concern(part))) {
            sink.words(part, 0, part.length());
        } else {
            text.append(part);
        }
    }

    void lineBreak() {
        add(String.valueOf(Whitespace.LINE_SEPARATOR));
    }

    /// Ends the run.
    void flush() {
        if (!text.isEmpty()) {
            FormulaScanner.scan(text, rules, budget, sink);
            text.setLength(0);
        }
    }
}
