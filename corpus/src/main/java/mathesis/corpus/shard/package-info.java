/// Files of documents: the corpus as it is handed out, and the candidates of a round on their way there.
package mathesis.corpus.shard;
