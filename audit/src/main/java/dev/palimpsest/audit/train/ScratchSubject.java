package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.checkpoint.Activation;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.LlamaConfig;
import dev.palimpsest.audit.checkpoint.Rope;
import dev.palimpsest.audit.checkpoint.RopeScaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A Llama model that begins with random weights.
 *
 * @param tokenizerFile written when the subject was opened
 * @param endOfText id of {@link ChatText#END_OF_TEXT}
 */
record ScratchSubject(
    LlamaConfig config,
    TrainableModel model,
    BytePairTokenizer tokenizer,
    Path tokenizerFile,
    OptionalInt endOfText)
    implements Subject {

  private static final double ROPE_THETA = 10_000;
  private static final double NORM_EPSILON = 1e-5;

  static ScratchSubject open(Start.Scratch start, long seed, TrainingData data, Path folder)
      throws IOException {
    BytePairTokenizer tokenizer =
        BytePairTokenizer.learn(
            data.texts().stream().map(TrainingText::text).toList(),
            start.vocabularySize(),
            ChatText.specialTokens());
    Path file = folder.resolve("tokenizer.json");
    tokenizer.write(file);
    LlamaConfig config = config(start.size(), tokenizer.size());
    return new ScratchSubject(
        config,
        TrainableModel.full(config, new InitialWeights(seed).llama(config)),
        tokenizer,
        file,
        OptionalInt.of(tokenizer.idOf(ChatText.END_OF_TEXT)));
  }

  private static LlamaConfig config(ModelSize size, int vocabularySize) {
    int headSize = size.hiddenSize() / size.heads();
    return new LlamaConfig(
        "llama",
        vocabularySize,
        size.hiddenSize(),
        size.feedForwardSize(),
        size.heads(),
        size.keyValueHeads(),
        headSize,
        size.maxPositions(),
        NORM_EPSILON,
        Activation.SILU,
        new Rope(ROPE_THETA, headSize, new RopeScaling.None()),
        Collections.nCopies(size.layers(), 0),
        Set.of(),
        Set.of(LlamaConfig.Trait.TIED_HEAD));
  }

  @Override
  public int maxPositions() {
    return config.maxPositions();
  }

  @Override
  public String write(Path folder) throws IOException {
    WeightTensors.write(folder.resolve("model.safetensors"), model.trained());
    ModelFiles files = new ModelFiles(folder, tokenizer);
    files.writeConfig(config);
    files.writeTokenizerConfig(config.maxPositions());
    files.writeGenerationConfig();
    return Checkpoint.open(folder).digests().weights();
  }

  @Override
  public ObjectNode describe() {
    return new ObjectMapper()
        .createObjectNode()
        .put("kind", "scratch")
        .put("vocabularySize", config.vocabularySize())
        .put("hiddenSize", config.hiddenSize())
        .put("feedForwardSize", config.feedForwardSize())
        .put("layers", config.layers())
        .put("heads", config.heads())
        .put("keyValueHeads", config.keyValueHeads())
        .put("maxPositions", config.maxPositions());
  }
}
