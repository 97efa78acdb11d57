package mathesis.corpus;

/// A page of the corpus, as its shards hold it.
///
/// @param url      of the page, as the archive writes it
/// @param title    of the page; empty where it has none
/// @param text     Markdown-like text with its formulas as TeX
/// @param score    probability of being mathematics, by the classifier of the round that kept it
/// @param language ISO 639-1 code, `und` where it could not be told
/// @param tokens   of the text, as the run counts them
/// @param source   the record that it was read from
public record Document(
        String url, String title, String text, float score, String language, int tokens, Page.Source source) {
    public Document {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score of " + url + " is " + score + "; must lie in [0, 1]");
        }
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens of " + url + " is " + tokens + "; must not be negative");
        }
    }
}
