package mathesis.corpus.text;

import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.text.ScriptTokens.Token;

/// Finds settings by their names in the scripts of a page, without its tree.
final class ScriptSettings {
    /// A name that comes more often is no setting of the page.
    private static final int MOST = 8;

    private final String html;

    ScriptSettings(String html) {
        this.html = html;
    }

    /// The values of a setting, `name: value` or `name = value`, each as its tokens; none is empty.
    List<List<Token>> values(String name) {
        var values = new ArrayList<List<Token>>();
        int found = html.indexOf(name);
        for (int i = 0; i < MOST && found >= 0; i++) {
            int value = valueOf(found, found + name.length());
            var tokens = value > 0 ? ScriptTokens.of(html, value) : List.<Token>of();
            if (!tokens.isEmpty()) {
                values.add(tokens);
            }
            found = html.indexOf(name, found + name.length());
        }
        return values;
    }

    /// Whether a script or the address of one contains this.
    boolean contain(String text) {
        int found = html.indexOf(text);
        for (int i = 0; i < MOST && found >= 0; i++) {
            if (isInScript(found) && !isCommentedOut(found)) {
                return true;
            }
            found = html.indexOf(text, found + text.length());
        }
        return false;
    }

    private int valueOf(int name, int end) {
        int i = end;
        if (i < html.length() && (html.charAt(i) == '"' || html.charAt(i) == '\'')) {
            i++;
        }
        while (i < html.length() && Whitespace.is(html.charAt(i))) {
            i++;
        }
        boolean isSet = i < html.length() && (html.charAt(i) == ':' || html.charAt(i) == '=');
        return isSet && isInScript(name) && !isCommentedOut(name) ? i + 1 : -1;
    }

    private boolean isInScript(int at) {
        return html.lastIndexOf("<script", at) > html.lastIndexOf("</script", at);
    }

    private boolean isCommentedOut(int at) {
        int line = html.lastIndexOf('\n', at) + 1;
        while (line < at && Whitespace.is(html.charAt(line))) {
            line++;
        }
        return html.startsWith("//", line);
    }
}
