package mathesis.actors.cli;

import picocli.CommandLine.Option;

/// Which fields of a JSONL row hold a page.
final class PageFields {
    @Option(
            names = "--text-field",
            paramLabel = "NAME",
            defaultValue = "text",
            description = "Field of a row's text (default: ${DEFAULT-VALUE}).")
    private String textField;

    @Option(
            names = "--url-field",
            paramLabel = "NAME",
            defaultValue = "url",
            description = "Field of its URL; rows may lack it (default: ${DEFAULT-VALUE}).")
    private String urlField;

    /// What a row says of its page; a [BadLineException] where that is of the wrong kind.
    Fields of(JsonLine line) {
        return new Fields(line.has(urlField) ? line.text(urlField) : "", line.text(textField), score(line));
    }

    private static float score(JsonLine line) {
        if (!line.has("score")) {
            return 0;
        }
        var score = line.json().get("score");
        if (!score.isNumber() || !(score.floatValue() >= 0)) {
            throw new BadLineException("\"score\" is " + score + "; must be a number that is not negative");
        }
        return score.floatValue();
    }

    /// @param url   empty where the row has none
    /// @param score 0 where the row has none
    record Fields(String url, String text, float score) {}
}
