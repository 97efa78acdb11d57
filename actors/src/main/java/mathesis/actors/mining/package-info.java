/// A mining run on a cluster: one controller deals the tasks of a run to the workers of all nodes.
package mathesis.actors.mining;
