package mathesis.corpus.rounds;

/// A page that the classifier may learn from, as the sampling of an archive leaves it.
///
/// @param url   as the archive writes it
/// @param maths whether a URL rule says that it is mathematics; else it was drawn at random
/// @param text  by the careful extraction
/// @param scan  by the first pass
record SampledPage(String url, boolean maths, String text, String scan) {}
