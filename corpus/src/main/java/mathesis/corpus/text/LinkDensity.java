package mathesis.corpus.text;

/// Counts text in links, to find blocks that are little else.
final class LinkDensity {
    private static final int LEAST_LINKS = 4;
    /// Characters of markers and separators that come with a link and do not count.
    private static final int SEPARATOR = 4;
    /// Other text, as a share of the text in links, that makes a block more than a list of links.
    private static final int OTHERS_OF_LINKS = 4;

    private int links;
    private int characters;

    /// The counts where a block begins.
    record Mark(int links, int characters) {}

    void link(int length) {
        if (length > 0) {
            links++;
            characters += length;
        }
    }

    Mark mark() {
        return new Mark(links, characters);
    }

    /// Forgets the links since.
    void reset(Mark mark) {
        links = mark.links;
        characters = mark.characters;
    }

    /// Whether this many characters since are nearly all links.
    boolean isHighSince(Mark mark, int length) {
        int count = links - mark.links;
        int inLinks = characters - mark.characters;
        return count >= LEAST_LINKS && length - inLinks - SEPARATOR * count <= inLinks / OTHERS_OF_LINKS;
    }
}
