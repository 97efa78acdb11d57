/// The door of pretrain.
package mathesis.pretrain;
