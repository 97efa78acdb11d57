package mathesis.corpus.text;

/// What was found on a page so far.
final class PageTally {
    private int formulas;
    private int mainHeadings;
    private int removedLinks;
    private int removedMargins;

    int formulas() {
        return formulas;
    }

    void formula() {
        formulas++;
    }

    /// Headings of the first level.
    int mainHeadings() {
        return mainHeadings;
    }

    void mainHeading() {
        mainHeadings++;
    }

    /// Characters taken back in blocks of links.
    int removedLinks() {
        return removedLinks;
    }

    /// Characters taken back in navigation and margins.
    int removedMargins() {
        return removedMargins;
    }

    /// Counts again as before a stretch that is taken back.
    void takeBack(int formulasBefore, int headingsBefore, int characters, boolean ofLinks) {
        formulas = formulasBefore;
        mainHeadings = headingsBefore;
        if (ofLinks) {
            removedLinks += characters;
        } else {
            removedMargins += characters;
        }
    }
}
