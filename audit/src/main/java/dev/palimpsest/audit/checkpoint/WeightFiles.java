package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The weight files of a folder: {@code model.safetensors}, or the shards that {@code
 * model.safetensors.index.json} lists.
 *
 * @param files in the order of their names
 * @param tensors of all files by name
 */
record WeightFiles(List<Path> files, Map<String, TensorEntry> tensors) {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  static WeightFiles open(Path folder) {
    Path single = folder.resolve(SINGLE);
    if (Files.isRegularFile(single)) {
      return new WeightFiles(List.of(single), SafeTensors.read(single));
    }
    Path index = folder.resolve(INDEX);
    if (Files.isRegularFile(index)) {
      return openShards(folder, index);
    }
    String pickles = String.join(", ", pickles(folder));
    throw new CheckpointException(
        "no "
            + SINGLE
            + " or "
            + INDEX
            + " in "
            + folder
            + (pickles.isEmpty()
                ? ""
                : "; "
                    + pickles
                    + " may run code when read and is never opened, convert it to safetensors"));
  }

  private static WeightFiles openShards(Path folder, Path index) {
    JsonNode map = Settings.parse(index).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw new CheckpointException(INDEX + ": weight_map is missing or empty");
    }
    Map<String, String> shardOf = new LinkedHashMap<>();
    map.fields()
        .forEachRemaining(field -> shardOf.put(field.getKey(), shardName(field.getValue())));
    List<Path> files = new ArrayList<>();
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    for (String shard : new TreeSet<>(shardOf.values())) {
      Path file = folder.resolve(shard);
      if (!Files.isRegularFile(file)) {
        throw new CheckpointException(INDEX + ": the folder has no " + shard + ", which it names");
      }
      files.add(file);
      for (TensorEntry entry : SafeTensors.read(file).values()) {
        if (!shard.equals(shardOf.get(entry.name()))) {
          throw new CheckpointException(entry.place() + " is not where " + INDEX + " says");
        }
        tensors.put(entry.name(), entry);
      }
    }
    for (Map.Entry<String, String> named : shardOf.entrySet()) {
      if (!tensors.containsKey(named.getKey())) {
        throw new CheckpointException(
            named.getValue() + ": no tensor " + named.getKey() + ", which " + INDEX + " names");
      }
    }
    return new WeightFiles(files, tensors);
  }

  /** A plain file name: what leaves the folder is refused before it is looked at. */
  private static String shardName(JsonNode value) {
    String name = value.asText();
    boolean plain = value.isTextual() && name.matches("[^/\\\\\\x00]+") && !name.equals("..");
    if (!plain || !name.endsWith(".safetensors")) {
      throw new CheckpointException(
          INDEX
              + ": a shard must be a safetensors file of the same folder. Provided value: "
              + name);
    }
    return name;
  }

  private static List<String> pickles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(".*\\.(bin|pt|pth|ckpt|pkl)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new CheckpointException("not a folder that can be read: " + folder, e);
    }
  }
}
