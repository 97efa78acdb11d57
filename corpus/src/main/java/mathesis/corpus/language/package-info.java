/// Which language a text is in: by its script where that decides, else by OpenNLP's language detector.
package mathesis.corpus.language;
