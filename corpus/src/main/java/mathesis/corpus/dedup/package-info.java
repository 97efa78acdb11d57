/// Finds pages that say the same: by canonical URL, by text and by MinHash over hash ranges, with all state in files.
package mathesis.corpus.dedup;
