package mathesis.corpus.text;

import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.text.ScriptTokens.Token;

/// Finds settings by their names in the scripts of a page, without its tree.
final class ScriptSettings {
    /// A name that comes more often is no setting of the page.
    private static final int MOST = 8;

    private final String scripts;

    private ScriptSettings(String scripts) {
        this.scripts = scripts;
    }

    /// The scripts of a page with their addresses.
    static ScriptSettings of(String html) {
        var scripts = new StringBuilder();
        collect(html, "<script", "</script", scripts);
        collect(html, "<SCRIPT", "</SCRIPT", scripts);
        return new ScriptSettings(scripts.toString());
    }

    private static void collect(String html, String open, String close, StringBuilder scripts) {
        for (int start = html.indexOf(open); start >= 0; ) {
            int end = html.indexOf(close, start);
            end = end < 0 ? html.length() : end;
            scripts.append(html, start, end).append('\n');
            start = html.indexOf(open, end);
        }
    }

    /// The values of a setting, `name: value` or `name = value`, each as its tokens; none is empty.
    List<List<Token>> values(String name) {
        var values = new ArrayList<List<Token>>();
        int found = scripts.indexOf(name);
        for (int i = 0; i < MOST && found >= 0; i++) {
            int value = isCommentedOut(found) ? -1 : valueAfter(found + name.length());
            var tokens = value > 0 ? ScriptTokens.of(scripts, value) : List.<Token>of();
            if (!tokens.isEmpty()) {
                values.add(tokens);
            }
            found = scripts.indexOf(name, found + name.length());
        }
        return values;
    }

    /// Whether a script or the address of one contains any of these.
    boolean containAny(List<String> texts) {
        return texts.stream().anyMatch(this::contain);
    }

    private boolean contain(String text) {
        int found = scripts.indexOf(text);
        for (int i = 0; i < MOST && found >= 0; i++) {
            if (!isCommentedOut(found)) {
                return true;
            }
            found = scripts.indexOf(text, found + text.length());
        }
        return false;
    }

    private int valueAfter(int end) {
        int i = end;
        if (i < scripts.length() && (scripts.charAt(i) == '"' || scripts.charAt(i) == '\'')) {
            i++;
        }
        while (i < scripts.length() && Whitespace.is(scripts.charAt(i))) {
            i++;
        }
        boolean isSet = i < scripts.length() && (scripts.charAt(i) == ':' || scripts.charAt(i) == '=');
        return isSet ? i + 1 : -1;
    }

    private boolean isCommentedOut(int at) {
        int line = scripts.lastIndexOf('\n', at) + 1;
        while (line < at && Whitespace.is(scripts.charAt(line))) {
            line++;
        }
        return scripts.startsWith("//", line);
    }
}
