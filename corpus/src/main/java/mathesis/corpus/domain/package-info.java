/// Hosts and their URL paths: which are mathematics by how much of them was kept, and which paths a person says are.
package mathesis.corpus.domain;
