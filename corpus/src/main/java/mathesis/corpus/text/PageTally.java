package mathesis.corpus.text;

/// What was found on a page so far.
final class PageTally {
    private int formulas;
    private int mainHeadings;
    private int removed;

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

    /// Characters taken back as boilerplate.
    int removed() {
        return removed;
    }

    void takeBack(int formulasBefore, int headingsBefore, int characters) {
        formulas = formulasBefore;
        mainHeadings = headingsBefore;
        removed += characters;
    }
}
