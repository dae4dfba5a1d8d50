/**
 * A Hugging Face checkpoint on disk: {@code config.json}, {@code *.safetensors}, {@code
 * tokenizer.json}, and the PEFT adapters that belong to it. Files are read, never executed: there
 * is no pickle here. A setting that would change what the model computes and that is not known is
 * refused by its name, so that no figure ever comes from a model that was read wrongly.
 */
@NullMarked
package dev.palimpsest.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
