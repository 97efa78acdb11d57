/// The door of the engine: what the other modules see of tensors, kernels, transformer, tokenizer and trainer.
package mathesis.engine;
