package mathesis.corpus.text;

import java.io.Serial;

/// A page meets one of the [HtmlTextLimits]. Carries no stack: it is one drop of many.
final class PageTooLargeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    PageTooLargeException() {
        super("the page is larger than the limits allow", null, false, false);
    }
}
