/**
 * Entity models that the user supplies: token classifiers in ONNX, asked by the scanner about what
 * its rules leave open.
 *
 * <p>A text becomes {@linkplain dev.palimpsest.ner.EntityTokenizer tokens}, the tokens become
 * {@linkplain dev.palimpsest.ner.TokenWindows windows} that overlap, the {@linkplain
 * dev.palimpsest.ner.TokenClassifier classifier} gives every token a probability per label, and the
 * {@linkplain dev.palimpsest.ner.WordJoiner joiner} makes words and entities of them. {@link
 * dev.palimpsest.ner.LabelTable} says what labels mean. One model per JVM: {@link
 * dev.palimpsest.ner.EntityModels}.
 */
@NullMarked
package dev.palimpsest.ner;

import org.jspecify.annotations.NullMarked;
