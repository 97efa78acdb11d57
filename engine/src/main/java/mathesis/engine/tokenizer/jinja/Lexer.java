package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import mathesis.engine.tokenizer.jinja.Token.Kind;

/// Cuts a source into text and tags and the tags into tokens.
///
/// White space around tags as Jinja has it with `trim_blocks` (a line end after a block or comment is dropped) and
/// `lstrip_blocks` (so is the indent before one); `-` drops all white space on its side, `+` keeps it.
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean lineStarts = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        var lines = source.replace("\r\n", "\n").replace('\r', '\n');
        return new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines).run();
    }

    private List<Token> run() {
        while (at < source.length()) {
            int tag = nextTag();
            addText(tag);
            if (tag < source.length()) {
                addTag(source.charAt(tag + 1));
            }
        }
        add(Kind.END, "");
        return tokens;
    }

    private int nextTag() {
        for (int i = at; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return source.length();
    }

    /// The text up to a tag, less the white space that the tag takes; then steps over the tag's beginning.
    private void addText(int tag) {
        int end = tag;
        char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
        boolean print = tag + 1 < source.length() && source.charAt(tag + 1) == '{';
        if (tag == source.length()) {
            sign = '+';
        }
        if (sign == '-') {
            while (end > at && Strings.isSpace(source.charAt(end - 1))) {
                end--;
            }
        } else if (sign != '+' && !print) {
            end = startOfIndent(tag);
        }
        if (end > at) {
            add(Kind.TEXT, source.substring(at, end));
        }
        boolean signed = tag < source.length() && (sign == '-' || sign == '+');
        moveTo(Math.min(source.length(), tag + 2 + (signed ? 1 : 0)));
    }

    /// Where the white space between the line's beginning and the tag starts; the tag itself if there is other text.
    private int startOfIndent(int tag) {
        int start = tag;
        while (start > at && source.charAt(start - 1) != '\n' && Strings.isSpace(source.charAt(start - 1))) {
            start--;
        }
        boolean atLineStart = start > at ? source.charAt(start - 1) == '\n' : lineStarts;
        return atLineStart ? start : tag;
    }

    private void addTag(char kind) {
        switch (kind) {
            case '{' -> {
                add(Kind.PRINT_BEGIN, "{{");
                addInside("}}");
                add(Kind.PRINT_END, "}}");
            }
            case '%' -> {
                add(Kind.BLOCK_BEGIN, "{%");
                addInside("%}");
                add(Kind.BLOCK_END, "%}");
            }
            default -> {
                int end = source.indexOf("#}", at);
                if (end < 0) {
                    throw TemplateException.at(line, "comment is never closed");
                }
                boolean signed = end > at && "+-".indexOf(source.charAt(end - 1)) >= 0;
                moveTo(signed ? end - 1 : end);
                endTag("#}");
            }
        }
    }

    /// The tokens up to the closing sign, which does not count inside brackets.
    private void addInside(String close) {
        var inside = new TagLexer(source, at, line, close, tokens);
        int end = inside.run();
        moveTo(end);
        endTag(close);
    }

    /// Steps over a tag's end, `-%}` or `%}` or `+%}`, and the white space that goes with it.
    private void endTag(String close) {
        char sign = source.charAt(at);
        boolean signed = sign == '-' || sign == '+';
        int end = at + close.length() + (signed ? 1 : 0);
        if (sign == '-') {
            while (end < source.length() && Strings.isSpace(source.charAt(end))) {
                end++;
            }
        } else if (!signed && !close.equals("}}") && end < source.length() && source.charAt(end) == '\n') {
            end++;
        }
        moveTo(end);
        lineStarts = source.charAt(end - 1) == '\n';
    }

    private void moveTo(int end) {
        for (; at < end; at++) {
            if (source.charAt(at) == '\n') {
                line++;
            }
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }
}
