/// Model files: safetensors, Hugging Face folders, llama2.c files, training checkpoints. Everything read here is
/// treated as hostile: a size, name or offset is checked before anything is allocated or opened by it.
package mathesis.engine.checkpoint;
