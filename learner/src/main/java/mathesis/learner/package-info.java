/// The door of the learner: graded groups in, new weights out.
///
/// In the order of the work: [Packer] turns a graded group into a [PackedBatch] by [Advantages]; the groups of a
/// step are merged; [PolicyUpdate] trains on them and leaves a [StepReport]. [GrpoConfig] holds the paper's
/// numbers, [GrpoVariant] what later systems changed.
package mathesis.learner;
