/// What the nodes of every kind of run have: cluster membership, threads, a log, an end.
package mathesis.actors.node;
