/// From the bytes of a page to its characters, whatever its server and its author say of them.
package mathesis.corpus.charset;
