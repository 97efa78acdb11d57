/// Files that come into being whole: every room that leaves something for another writes through here.
package mathesis.corpus.files;
