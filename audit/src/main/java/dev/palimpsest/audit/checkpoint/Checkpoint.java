package dev.palimpsest.audit.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Hugging Face folder whose configuration, tensor names and shapes agree with each other. Opening
 * reads headers only; the numbers are read, and checked, when a model is made from them.
 */
public final class Checkpoint {
  /** Of many tensors that are wrong in the same way, this many are named. */
  private static final int MOST_NAMED = 8;

  private final Path folder;
  private final ModelConfig config;
  private final WeightFiles files;
  private final Map<String, TensorEntry> parameters;

  private Checkpoint(
      Path folder, ModelConfig config, WeightFiles files, Map<String, TensorEntry> parameters) {
    this.folder = folder;
    this.config = config;
    this.files = files;
    this.parameters = parameters;
  }

  /**
   * Opens the folder.
   *
   * @throws CheckpointException if anything in it is missing, broken, contradictory or unknown
   */
  public static Checkpoint open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CheckpointException("a checkpoint is a folder. Provided value: " + folder);
    }
    ModelConfig config = ConfigReader.read(required(folder, "config.json"));
    required(folder, "tokenizer.json");
    WeightFiles files = WeightFiles.open(folder);
    return new Checkpoint(folder, config, files, match(config, files.tensors()));
  }

  public Path folder() {
    return folder;
  }

  public ModelConfig config() {
    return config;
  }

  /** Every parameter of {@link ModelConfig#parameters()} and where its numbers lie. */
  public Map<String, TensorEntry> parameters() {
    return parameters;
  }

  /**
   * Opens the tokenizer, which the caller closes.
   *
   * @throws CheckpointException if it gives ids that the embedding has no row for
   */
  public TextTokenizer openTokenizer() {
    TextTokenizer tokenizer = TextTokenizer.open(folder.resolve("tokenizer.json"));
    if (tokenizer.largestId() >= config.vocabularySize()) {
      tokenizer.close();
      throw new CheckpointException(
          "tokenizer.json gives ids up to "
              + tokenizer.largestId()
              + ", the embedding has "
              + config.vocabularySize()
              + " rows");
    }
    return tokenizer;
  }

  /** The chat template's text, if the folder has one. */
  public Optional<String> chatTemplate() {
    return ChatTemplateFile.read(folder);
  }

  /** Texts of the special tokens that the tokenizer names, such as {@code bos_token}, by name. */
  public Map<String, String> specialTokens() {
    return SpecialTokens.read(folder);
  }

  /** Ids of the tokens that end a text, as the folder says; empty if it does not. */
  public Set<Integer> endOfText() {
    return SpecialTokens.endOfText(folder);
  }

  /** Reads all files once. */
  public Digests digests() {
    return new Digests(
        Digests.of(files.files()),
        Digests.of(folder.resolve("config.json")),
        Digests.of(folder.resolve("tokenizer.json")),
        chatTemplate().map(Digests::of));
  }

  private static Path required(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException("no " + name + " in " + folder);
    }
    return file;
  }

  private static Map<String, TensorEntry> match(
      ModelConfig config, Map<String, TensorEntry> stored) {
    Map<String, TensorEntry> parameters = new LinkedHashMap<>();
    Map<String, TensorEntry> unused = new LinkedHashMap<>(stored);
    List<String> wrong = new ArrayList<>();
    config
        .parameters()
        .forEach(
            (name, shape) -> {
              TensorEntry entry = find(config, stored, name);
              if (!entry.shape().equals(shape)) {
                wrong.add(entry.place() + " is " + entry.shape() + ", asked for is " + shape);
              }
              parameters.put(name, entry);
              unused.remove(entry.name());
            });
    if (!wrong.isEmpty()) {
      throw new CheckpointException(
          wrong.size()
              + " tensors have not the shape that config.json asks for: "
              + String.join("; ", wrong.subList(0, Math.min(MOST_NAMED, wrong.size()))));
    }
    unused.keySet().removeIf(config::isBuffer);
    if (config.tiedHead()) {
      TensorEntry head = unused.remove(config.head() + ".weight");
      if (head != null) {
        checkSame(parameters.values().iterator().next(), head);
      }
    }
    for (TensorEntry entry : unused.values()) {
      throw new CheckpointException(
          entry.place()
              + " belongs to no layer of a "
              + config.modelType()
              + " model with this config.json");
    }
    return parameters;
  }

  private static TensorEntry find(
      ModelConfig config, Map<String, TensorEntry> stored, String name) {
    TensorEntry entry = stored.get(name);
    if (entry == null && name.startsWith(config.prefix())) {
      entry = stored.get(name.substring(config.prefix().length()));
    }
    if (entry == null) {
      throw new CheckpointException(
          "the weight files have no tensor " + name + ", which config.json asks for");
    }
    return entry;
  }

  /** A tied output matrix that is also stored must be the embedding, or one of the two is wrong. */
  private static void checkSame(TensorEntry embedding, TensorEntry head) {
    if (!embedding.shape().equals(head.shape()) || !TensorReader.sameData(embedding, head)) {
      throw new CheckpointException(
          head.place() + " differs from the embedding, but config.json says tie_word_embeddings");
    }
  }
}
