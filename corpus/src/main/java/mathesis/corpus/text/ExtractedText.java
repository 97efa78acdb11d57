package mathesis.corpus.text;

import java.util.Objects;
import java.util.Optional;

/// What a page says.
///
/// @param title            of the page, white space collapsed; empty where it has none
/// @param text             Markdown-like, formulas as `$...$` and `$$...$$`; may be empty
/// @param declaredLanguage as the page's root element or its `Content-Language` names it, for example `en-GB`
/// @param formulas         number of formulas in the text
public record ExtractedText(String title, String text, Optional<String> declaredLanguage, int formulas) {
    public ExtractedText {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(declaredLanguage, "declaredLanguage");
        if (formulas < 0) {
            throw new IllegalArgumentException("formulas is " + formulas + "; must not be negative");
        }
    }
}
