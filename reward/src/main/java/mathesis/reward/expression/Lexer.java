package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mathesis.reward.expression.Token.Kind;

/// Cuts an answer into signs: LaTeX commands, plain text and Unicode alike. One pass from left to right.
final class Lexer {
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final String GREEK =
            "\u03b1alpha \u03b2beta \u03b3gamma \u03b4delta \u03b5epsilon \u03b6zeta \u03b7eta \u03b8theta \u03b9iota"
                    + " \u03bakappa \u03bblambda \u03bcmu \u03bdnu \u03bexi \u03c0pi \u03c1rho \u03c3sigma \u03c4tau"
                    + " \u03c6phi \u03d5phi \u03c7chi \u03c8psi \u03c9omega \u221einfty \u0394Delta \u03a9Omega"
                    + " \u2205emptyset \u211dR \u2124Z \u2115N \u211aQ \u2102C ";
    private static final String FRACTIONS = "\u00bd1/2 \u2153 1/3 \u21542/3 \u00bc1/4 \u00be3/4 ";
    private static final Set<String> WORD_OPERATORS = Set.of("and", "or", "mod", "in");
    private static final Set<String> SHORT_UNITS = Set.of(
            "cm", "mm", "km", "dm", "kg", "mg", "ml", "mL", "ft", "lb", "oz", "hr", "mph", "am", "pm", "AM", "PM");
    private static final Set<String> CURRENCY_SIGNS = Set.of("$", "\u20ac", "\u00a3", "\u00a5", "\u20b9");
    /// Longest run of letters that is read as a product of unknowns.
    private static final int LONGEST_PRODUCT = 3;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean spaced;

    private Lexer(String text) {
        this.text = text;
    }

    /// @throws Unreadable when a sign is unknown or there are too many
    static List<Token> tokens(String text) {
        return new Lexer(singleBackslashes(text)).read();
    }

    /// Some data sets escape backslashes twice.
    private static String singleBackslashes(String text) {
        if (text.contains("\\\\begin")) {
            return text.replace("\\\\", "\\");
        }
        if (text.contains("\\begin") || !text.contains("\\\\")) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean doubled =
                    text.startsWith("\\\\", i) && i + 2 < text.length() && Character.isLetter(text.charAt(i + 2));
            i = doubled ? i + 1 : i;
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    private List<Token> read() {
        while (at < text.length()) {
            if (tokens.size() > Budget.MOST_TOKENS) {
                throw new Budget.Exceeded("too many signs");
            }
            next();
        }
        add(Kind.END, "");
        return tokens;
    }

    private void add(Kind kind, String spelling) {
        tokens.add(new Token(kind, spelling, spaced));
        spaced = false;
    }

    private void next() {
        char c = fold(text.charAt(at));
        if (c == '\\') {
            command();
        } else if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(fold(text.charAt(at + 1)))) {
            number();
        } else if (isLetter(c)) {
            letters();
        } else if (Character.isWhitespace(c) || c == '$' || c == '\u00a0' || c == '\u2009' || c == '\u202f') {
            spaced = true;
            at++;
        } else if (c == '~') {
            spaced = true;
            at++;
        } else {
            sign(c);
        }
    }

    /// Full-width forms are read as the plain ones.
    private static char fold(char c) {
        return c >= '\uff01' && c <= '\uff5e' ? (char) (c - '\uff01' + '!') : c;
    }

    private void number() {
        var digits = new StringBuilder();
        digits(digits);
        while (groupFollows(digits)) {
            digits(digits);
        }
        if (at + 1 < text.length() && fold(text.charAt(at)) == '.' && isDigit(fold(text.charAt(at + 1)))) {
            digits.append('.');
            at++;
            digits(digits);
        } else if (at < text.length() && text.charAt(at) == '.' && text.startsWith("\\overline", at + 1)) {
            digits.append('.');
            at++;
        }
        boolean group = !spaced && !tokens.isEmpty() && tokens.getLast().isOperator(",");
        if (group && digits.length() > 1 && digits.charAt(0) == '0' && digits.charAt(1) != '.') {
            throw new Unreadable("thousands"); // 1,000 is no list of 1 and 0
        }
        repeating(digits);
        scientific(digits);
        add(Kind.NUMBER, digits.toString());
    }

    private void digits(StringBuilder out) {
        while (at < text.length() && isDigit(fold(text.charAt(at)))) {
            out.append(fold(text.charAt(at++)));
        }
    }

    /// Steps over a thousands separator that cannot be a comma between answers.
    private boolean groupFollows(StringBuilder digits) {
        if (digits.isEmpty() || digits.length() > 3 && !separated) {
            separated = false;
            return false;
        }
        for (var separator : SEPARATORS) {
            int start = at + separator.length();
            int end = start;
            if (!text.startsWith(separator, at)) {
                continue;
            }
            while (end < text.length() && text.charAt(end) == ' ' && separator.startsWith(",\\!")) {
                end = ++start;
            }
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            if (end - start == 3) {
                at = start;
                separated = true;
                return true;
            }
        }
        separated = false;
        return false;
    }

    private static final List<String> SEPARATORS = List.of(",\\!", "{,}", "\\,", "\\!");
    private boolean separated;

    /// The period of a repeating decimal stays in the spelling, in brackets.
    private void repeating(StringBuilder digits) {
        String mark = "\\overline{";
        if (digits.indexOf(".") < 0 || !text.startsWith(mark, at)) {
            return;
        }
        int close = text.indexOf('}', at);
        int start = at + mark.length();
        if (close <= start || !text.substring(start, close).chars().allMatch(c -> isDigit((char) c))) {
            return;
        }
        digits.append('(').append(text, start, close).append(')');
        at = close + 1;
    }

    /// `1.5e-7`: only where it cannot be a product with Euler's number.
    private void scientific(StringBuilder digits) {
        if (at + 1 >= text.length() || text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return;
        }
        int end = at + 1;
        end += text.charAt(end) == '-' || text.charAt(end) == '+' ? 1 : 0;
        int first = end;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        boolean decimal = digits.indexOf(".") >= 0 && digits.indexOf("(") < 0;
        if (end > first && end - first < 6 && (decimal || end - first >= 2)) {
            digits.append('e').append(text, at + 1, end);
            at = end;
        }
    }

    private void letters() {
        int start = at;
        var run = new StringBuilder();
        while (at < text.length() && isLetter(fold(text.charAt(at)))) {
            run.append(fold(text.charAt(at++)));
        }
        word(run.toString());
        // a Greek letter or other sign may follow at once
        if (at == start) {
            throw new Unreadable("letters");
        }
    }

    private void word(String run) {
        if (Function.isName(run)) {
            add(Kind.FUNCTION, run);
        } else if (run.equals("sqrt") || run.equals("cbrt")) {
            add(Kind.COMMAND, run.equals("sqrt") ? "root" : run);
        } else if (run.equals("pi")) {
            add(Kind.SYMBOL, "pi");
        } else if (run.equals("inf") || run.equals("infinity") || run.equals("oo")) {
            add(Kind.SYMBOL, "infty");
        } else if (run.equals("degrees") || run.equals("degree")) {
            add(Kind.OPERATOR, "deg");
        } else if (run.equals("percent") || run.equals("pct") || run.equals("percentage")) {
            add(Kind.OPERATOR, "%");
        } else if (WORD_OPERATORS.contains(run) || run.equals("U")) {
            add(Kind.OPERATOR, run.equals("U") ? "cup" : run);
        } else if (SHORT_UNITS.contains(run) && afterValue()) {
            add(Kind.TEXT, run);
        } else if (run.length() <= LONGEST_PRODUCT) {
            for (int i = 0; i < run.length(); i++) {
                add(Kind.SYMBOL, run.substring(i, i + 1));
            }
        } else {
            longWord(run);
        }
    }

    private boolean afterValue() {
        return !tokens.isEmpty()
                && switch (tokens.getLast().kind()) {
                    case NUMBER, CLOSE, TEXT -> true;
                    default -> tokens.getLast().text().equals("pi");
                };
    }

    /// `sinx` is a function of a letter; other long runs are words.
    private void longWord(String run) {
        for (int length = 3; length <= 6 && length < run.length(); length++) {
            if (run.length() - length == 1 && Function.isName(run.substring(0, length))) {
                add(Kind.FUNCTION, run.substring(0, length));
                add(Kind.SYMBOL, run.substring(length));
                return;
            }
        }
        add(Kind.TEXT, run);
    }

    private void sign(char c) {
        int power = SUPERSCRIPTS.indexOf(c);
        int greek = GREEK.indexOf(c);
        int fraction = FRACTIONS.indexOf(c);
        at++;
        if (power >= 0) {
            superscript(power);
        } else if (c == '\u221a' || c == '\u221b') {
            add(Kind.COMMAND, c == '\u221a' ? "root" : "cbrt");
        } else if (greek >= 0 && c > 127) {
            add(Kind.SYMBOL, GREEK.substring(greek + 1, GREEK.indexOf(' ', greek)));
        } else if (fraction >= 0 && c > 127) {
            add(
                    Kind.COMMAND,
                    "fraction"
                            + FRACTIONS
                                    .substring(fraction + 1, FRACTIONS.indexOf('/', fraction) + 2)
                                    .strip());
        } else if (!Spelling.operator(c).isEmpty()) {
            add(Kind.OPERATOR, Spelling.operator(c));
        } else if (Character.isLetter(c)) {
            foreign(c);
        } else if (CURRENCY_SIGNS.contains(String.valueOf(c))) {
            spaced = true;
        } else {
            ascii(c);
        }
    }

    private void superscript(int digit) {
        var digits = new StringBuilder().append(digit);
        while (at < text.length() && SUPERSCRIPTS.indexOf(text.charAt(at)) >= 0) {
            digits.append(SUPERSCRIPTS.indexOf(text.charAt(at++)));
        }
        add(Kind.OPERATOR, "^");
        add(Kind.NUMBER, digits.toString());
    }

    /// A run of letters of another script is words.
    private void foreign(char first) {
        var run = new StringBuilder().append(first);
        while (at < text.length() && text.charAt(at) > 127 && Character.isLetter(text.charAt(at))) {
            run.append(text.charAt(at++));
        }
        var word = run.toString();
        add(
                word.equals("\u6216") || word.equals("\u548c") ? Kind.OPERATOR : Kind.TEXT,
                word.equals("\u6216") ? "or" : word.equals("\u548c") ? "and" : word);
    }

    private void ascii(char c) {
        switch (c) {
            case '(', '[', '{' -> add(Kind.OPEN, String.valueOf(c));
            case ')', ']', '}' -> add(Kind.CLOSE, String.valueOf(c));
            case '*' -> {
                boolean power = at < text.length() && text.charAt(at) == '*';
                at += power ? 1 : 0;
                add(Kind.OPERATOR, power ? "^" : "*");
            }
            case '<', '>', '=', '!' -> comparison(c);
            case '+' -> {
                boolean either = text.startsWith("/-", at);
                at += either ? 2 : 0;
                add(Kind.OPERATOR, either ? "+-" : "+");
            }
            case '.' -> {
                if (at < text.length() && text.charAt(at) == '.') {
                    throw new Unreadable("ellipsis");
                }
                spaced = true;
            }
            case '-', '/', '^', '_', '|', ',', ';', ':', '&', '%', '\'' -> add(Kind.OPERATOR, String.valueOf(c));
            case '\uff0c' -> add(Kind.OPERATOR, ",");
            case '\u3002' -> spaced = true;
            default -> throw new Unreadable("sign " + (int) c);
        }
    }

    private void comparison(char c) {
        boolean orEqual = at < text.length() && text.charAt(at) == '=';
        at += orEqual ? 1 : 0;
        add(Kind.OPERATOR, orEqual && c != '=' ? c + "=" : String.valueOf(c));
    }

    private void command() {
        int end = at + 1;
        while (end < text.length() && isAsciiLetter(text.charAt(end))) {
            end++;
        }
        var name = text.substring(at + 1, end);
        if (name.isEmpty()) {
            symbolCommand(at + 1 < text.length() ? text.charAt(at + 1) : ' ');
        } else {
            at = end;
            named(name);
        }
    }

    private void symbolCommand(char c) {
        at = Math.min(at + 2, text.length());
        switch (c) {
            case ',', ';', ':', '!', ' ', '/', '$', '(', ')', '[', ']', '\n', '>' -> spaced = true;
            case '{' -> add(Kind.OPEN, "\\{");
            case '}' -> add(Kind.CLOSE, "\\}");
            case '%' -> add(Kind.OPERATOR, "%");
            case '|' -> add(Kind.OPERATOR, "||");
            case '\\' -> add(Kind.OPERATOR, "\\");
            case '&' -> add(Kind.OPERATOR, "and");
            default -> throw new Unreadable("command");
        }
    }

    private void named(String name) {
        if (Spelling.IGNORED.contains(name)) {
            ignored(name);
        } else if (Spelling.TEXT.contains(name)) {
            textCommand(name);
        } else if (!Spelling.operator(name).isEmpty()) {
            add(Kind.OPERATOR, Spelling.operator(name));
        } else if (Function.isName(name)) {
            add(Kind.FUNCTION, name);
        } else if (Spelling.ACCENTS.contains(name)) {
            add(Kind.COMMAND, "accent");
        } else if (Spelling.REFUSED.contains(name)) {
            throw new Unreadable("command " + name);
        } else {
            other(name);
        }
    }

    private void other(String name) {
        switch (name) {
            case "frac", "dfrac", "tfrac", "cfrac" -> add(Kind.COMMAND, "frac");
            case "binom", "dbinom", "tbinom" -> add(Kind.COMMAND, "binom");
            case "sqrt", "pmod" -> add(Kind.COMMAND, name);
            case "lfloor", "lceil" -> add(Kind.OPEN, name);
            case "rfloor", "rceil" -> add(Kind.CLOSE, name);
            case "langle" -> add(Kind.OPEN, "<");
            case "rangle" -> add(Kind.CLOSE, ">");
            case "lbrace" -> add(Kind.OPEN, "\\{");
            case "rbrace" -> add(Kind.CLOSE, "\\}");
            case "lbrack" -> add(Kind.OPEN, "[");
            case "rbrack" -> add(Kind.CLOSE, "]");
            case "begin" -> environment(Kind.BEGIN);
            case "end" -> environment(Kind.END_ENVIRONMENT);
            case "mathbb" -> add(Kind.SYMBOL, "mathbb" + argument());
            case "R", "Z", "N", "Q", "C" -> add(Kind.SYMBOL, "mathbb" + name);
            case "varnothing" -> add(Kind.SYMBOL, "emptyset");
            case "varepsilon" -> add(Kind.SYMBOL, "epsilon");
            case "varphi" -> add(Kind.SYMBOL, "phi");
            case "hspace", "vspace", "phantom" -> argument();
            case "euro", "pounds", "yen" -> spaced = true;
            default -> unknown(name);
        }
    }

    /// Spacing commands run into the letters after them in careless LaTeX: `\quadx`.
    private void unknown(String name) {
        if (name.startsWith("quad") || name.startsWith("qquad")) {
            at -= name.length() - name.indexOf("quad") - 4;
            spaced = true;
        } else {
            add(Kind.SYMBOL, name);
        }
    }

    private void ignored(String name) {
        spaced |= name.endsWith("quad");
        boolean delimiter = name.equals("left") || name.equals("right");
        if (delimiter && at < text.length() && text.charAt(at) == '.') {
            at++;
        }
    }

    private void environment(Kind kind) {
        var name = argument();
        if (kind == Kind.BEGIN && name.startsWith("array")) {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            argument();
        }
        add(kind, name);
    }

    /// The raw text of a command's argument: in braces, or one character.
    private String argument() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at >= text.length()) {
            return "";
        }
        int close = text.charAt(at) == '{' ? closing(at) : -1;
        if (text.charAt(at) == '{' && close < 0) {
            throw new Unreadable("open argument");
        }
        var argument = close < 0 ? text.substring(at, at + 1) : text.substring(at + 1, close);
        at = close < 0 ? at + 1 : close + 1;
        return argument;
    }

    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /// Words keep together; what is mathematics in them is read as such.
    private void textCommand(String command) {
        var content = argument().strip();
        if (content.isEmpty() || content.equals(",")) {
            spaced = true;
            if (content.equals(",")) {
                add(Kind.OPERATOR, ",");
            }
            return;
        }
        if (content.length() == 1 && isAsciiLetter(content.charAt(0)) && command.startsWith("math")) {
            add(Kind.SYMBOL, content);
            return;
        }
        boolean words = content.length() > 1
                && isLetter(content.charAt(0))
                && content.chars().noneMatch(Lexer::isSign);
        if (words) {
            textWords(content);
            return;
        }
        if (++nested > MOST_NESTED) {
            throw new Budget.Exceeded("too deeply nested");
        }
        var inner = new Lexer(content);
        inner.nested = nested;
        for (var token : inner.read()) {
            if (token.kind() != Kind.END) {
                tokens.add(token);
            }
        }
    }

    private static final int MOST_NESTED = 8;
    private int nested;

    private void textWords(String content) {
        for (var part : content.split("[ ,]+")) {
            if (Function.isName(part)) {
                add(Kind.FUNCTION, part);
            } else if (WORD_OPERATORS.contains(part)) {
                add(Kind.OPERATOR, part);
            } else if (!part.isEmpty()) {
                add(Kind.TEXT, part);
            }
            spaced = true;
        }
    }

    private static boolean isSign(int c) {
        return "0123456789+=<>()[]\\^_$".indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isLetter(char c) {
        return isAsciiLetter(c);
    }
}
