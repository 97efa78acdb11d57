/// Text to token ids and back, as Hugging Face's `tokenizer.json` and llama2.c's `tokenizer.bin` define it.
package mathesis.engine.tokenizer;
