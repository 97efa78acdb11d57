/// What must outlive a process: the publisher's outbox and the learner's inbox, on Chronicle Queue.
package mathesis.learner.journal;
