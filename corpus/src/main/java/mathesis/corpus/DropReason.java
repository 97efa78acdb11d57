package mathesis.corpus;

/// Why a record of an archive did not become a document of the corpus, in the order of the [Stage]s.
public enum DropReason {
    /// A kind of record that holds no page: `warcinfo`, `request`, `metadata`, `revisit`, a resource that is no web
    /// page.
    NOT_A_RESPONSE(Stage.ARCHIVE),
    /// The record's head could not be read, or names no URL.
    BAD_HEADER(Stage.ARCHIVE),
    /// Its compressed bytes are damaged: corrupt deflate, a checksum or a length that does not fit.
    CORRUPT(Stage.ARCHIVE),
    /// The archive ends within the record.
    TRUNCATED(Stage.ARCHIVE),
    /// Larger than the setting allows.
    TOO_LARGE(Stage.ARCHIVE),
    /// Inflates by more than the setting allows, or nests encodings deeper.
    BOMB(Stage.ARCHIVE),
    /// The HTTP head or the body's transfer or content encoding could not be read.
    BAD_HTTP(Stage.ARCHIVE),
    /// An HTTP status other than 200.
    STATUS(Stage.ARCHIVE),
    /// Neither declared as HTML nor looking like it.
    NOT_HTML(Stage.ARCHIVE),

    /// The first pass finds no text in it.
    NO_TEXT(Stage.FIRST_PASS),
    /// The first pass scores it below its threshold.
    FIRST_PASS_SCORE(Stage.FIRST_PASS),

    /// The careful extraction failed or met its bounds.
    EXTRACTION_FAILED(Stage.TEXT),
    /// Less text than the setting asks for.
    TOO_SHORT(Stage.TEXT),
    /// In a language that the run does not collect.
    LANGUAGE(Stage.TEXT),

    /// The careful text scores below the run's floor.
    SCORE(Stage.CLASSIFIER),

    /// Shares an n-gram or a whole string with a benchmark.
    CONTAMINATED(Stage.DECONTAMINATION),

    /// A better version of the same URL is kept.
    URL_DUPLICATE(Stage.DEDUPLICATION),
    /// A better page has the same text.
    EXACT_DUPLICATE(Stage.DEDUPLICATION),
    /// A better page has nearly the same text.
    NEAR_DUPLICATE(Stage.DEDUPLICATION),

    /// Ranks below the cut of the token budget.
    BUDGET(Stage.CUT);

    private final Stage stage;

    DropReason(Stage stage) {
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }

    /// The stages of the funnel, in the order in which a page meets them.
    public enum Stage {
        ARCHIVE,
        FIRST_PASS,
        TEXT,
        CLASSIFIER,
        DECONTAMINATION,
        DEDUPLICATION,
        CUT
    }
}
