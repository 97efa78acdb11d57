/// The transformer: a block's forward and backward pass, cached decoding, and the output head.
package mathesis.engine.model;
