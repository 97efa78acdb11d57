/// The door of the learner: graded groups in, new weights out.
package mathesis.learner;
