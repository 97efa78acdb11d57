/// Drops pages that hold benchmark texts (DeepSeekMath section 2.1): an exact 10-gram of words, or the whole of a text
/// of 3 to 9 words.
///
/// Words are read as in `mathesis.corpus.words`, on both sides: lower case; punctuation, operators and white space
/// collapsed; TeX commands kept as words; ideographs and kana one by one.
package mathesis.corpus.decontaminate;
