package dev.palimpsest.ner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder with a token classifier as {@code optimum-cli export onnx --task token-classification}
 * writes it: {@code model.onnx}, {@code tokenizer.json}, {@code config.json}. Reads settings and
 * digests; loads no model.
 */
public final class EntityFolder {

  /** More tokens at once cost memory by their square and help little. */
  private static final int LONGEST_WINDOW = 512;

  /** Shorter windows have no room for words and their context. */
  private static final int SHORTEST_WINDOW = 8;

  /** Weights of large models lie beside the graph under one of these names. */
  private static final List<String> OPTIONAL = List.of("model.onnx_data", "model.onnx.data");

  private static final List<String> NEEDED = List.of("model.onnx", "tokenizer.json", "config.json");

  private final Path folder;
  private final LabelTable table;
  private final Map<String, String> own;
  private final JsonNode config;

  private EntityFolder(Path folder, Map<String, String> own) {
    this.folder = folder;
    this.own = own;
    this.table = new LabelTable(own);
    this.config = config(folder.resolve("config.json"));
  }

  /**
   * Looks at a folder.
   *
   * @param labels what labels mean, before the table: {@code none} or the name of a type
   * @throws EntityModelException if a file is missing or {@code config.json} cannot be used
   */
  public static EntityFolder open(Path folder, Map<String, String> labels) {
    if (!Files.isDirectory(folder)) {
      throw new EntityModelException(
          "%s %s. An entity model is a folder with model.onnx, tokenizer.json and config.json."
              .formatted(folder, Files.exists(folder) ? "is no folder" : "does not exist"));
    }
    for (String file : NEEDED) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new EntityModelException(
            "%s holds no %s. An entity model is a folder with model.onnx, tokenizer.json and config.json, as optimum-cli export onnx --task token-classification writes it."
                .formatted(folder, file));
      }
    }
    EntityFolder opened = new EntityFolder(folder, labels);
    opened.labels();
    opened.windowLength();
    return opened;
  }

  /** The folder as something to send to executors, with the digest of what it holds now. */
  public EntityModelSpec spec() {
    return new EntityModelSpec(folder.toAbsolutePath().normalize().toString(), own, sha256());
  }

  Path model() {
    return folder.resolve("model.onnx");
  }

  Path tokenizer() {
    return folder.resolve("tokenizer.json");
  }

  /** The labels, by their number in the model. */
  List<Label> labels() {
    JsonNode names = config.path("id2label");
    List<String> byId = new ArrayList<>();
    for (int id = 0; id < names.size(); id++) {
      JsonNode name = names.path(Integer.toString(id));
      if (!name.isTextual()) {
        throw broken("id2label has no name for label " + id + " of " + names.size());
      }
      byId.add(name.textValue());
    }
    if (byId.isEmpty()) {
      throw broken("id2label is missing, which names the labels");
    }
    List<Label> labels = Label.all(byId, table, folder.resolve("config.json").toString());
    List<String> bare = labels.stream().map(Label::name).distinct().toList();
    List<String> strange = table.ownBeside(bare);
    if (!strange.isEmpty()) {
      throw broken(
          "id2label has no label %s, whose meaning is given (scrub.ner.labels, --ner-label); it has %s"
              .formatted(String.join(", ", strange), String.join(", ", bare)));
    }
    return labels;
  }

  /** Most tokens that the model takes at once, special ones included. */
  int windowLength() {
    JsonNode positions = config.path("max_position_embeddings");
    if (!positions.canConvertToInt()) {
      throw broken("max_position_embeddings is missing, which says how long a text may be");
    }
    int length = positions.intValue() - reserved();
    if (length < SHORTEST_WINDOW) {
      throw broken(
          "max_position_embeddings leaves room for %d tokens; %d are needed"
              .formatted(length, SHORTEST_WINDOW));
    }
    return Math.min(length, LONGEST_WINDOW);
  }

  /** Positions of models of the RoBERTa family start behind that of the padding. */
  private int reserved() {
    String type = config.path("model_type").asText();
    boolean shifted = type.contains("roberta") || type.equals("camembert");
    return shifted ? config.path("pad_token_id").asInt(1) + 1 : 0;
  }

  private EntityModelException broken(String what) {
    return new EntityModelException(folder.resolve("config.json") + ": " + what + ".");
  }

  private static JsonNode config(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new EntityModelException(file + " is no JSON. Export the model again.", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<String> names = new ArrayList<>(NEEDED);
      OPTIONAL.stream().filter(name -> Files.exists(folder.resolve(name))).forEach(names::add);
      for (String name : names) {
        Path file = folder.resolve(name);
        digest.update((name + ' ' + Files.size(file) + '\n').getBytes(StandardCharsets.UTF_8));
        copy(file, digest);
      }
      digest.update(new TreeMap<>(own).toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static void copy(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
  }

  private static EntityModelException unreadable(Path file, IOException e) {
    return new EntityModelException(
        "%s cannot be read (%s). Check its permissions."
            .formatted(file, e.getClass().getSimpleName()),
        e);
  }
}
