/// The door of pre-training: token batches in, a trained model out.
package mathesis.pretrain;
