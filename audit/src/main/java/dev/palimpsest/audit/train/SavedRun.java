package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folder beside a run's place in which the run is saved, {@code .NAME.saved}. It says which run
 * it belongs to, and a run of another configuration is not continued from it. A save is seen whole
 * or not at all: the tensors are written first, and the file that names them is put in its place
 * when they are there.
 */
final class SavedRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIGURATION = "configuration.json";
  private static final String STATE = "state.json";

  private final Path folder;
  private final SaveInterval interval;

  private SavedRun(Path folder, SaveInterval interval) {
    this.folder = folder;
    this.interval = interval;
  }

  /**
   * A save.
   *
   * @param file with the tensors
   * @param sha256 of that file
   */
  private record Save(TrainState state, String file, String sha256) {}

  /**
   * Opens the folder of a run, which need not be there yet.
   *
   * @param out where the run's result is to be
   * @param configuration all that determines the result
   * @throws IllegalArgumentException if a run of another configuration was saved there
   */
  static SavedRun open(Path out, ObjectNode configuration, SaveInterval interval)
      throws IOException {
    Path place = out.toAbsolutePath().normalize();
    Path folder = place.resolveSibling("." + place.getFileName() + ".saved");
    Path file = folder.resolve(CONFIGURATION);
    if (Files.exists(file)) {
      JsonNode wanted = JSON.readTree(JSON.writeValueAsBytes(configuration));
      requireSame(folder, JSON.readTree(file.toFile()), wanted, "");
    } else {
      Files.createDirectories(folder);
      replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(configuration));
    }
    return new SavedRun(folder, interval);
  }

  private static void requireSame(Path folder, JsonNode saved, JsonNode wanted, String name) {
    if (saved.isObject() && wanted.isObject()) {
      TreeSet<String> fields = new TreeSet<>();
      saved.fieldNames().forEachRemaining(fields::add);
      wanted.fieldNames().forEachRemaining(fields::add);
      for (String field : fields) {
        String path = name.isEmpty() ? field : name + "." + field;
        requireSame(folder, saved.path(field), wanted.path(field), path);
      }
    } else if (!saved.equals(wanted)) {
      throw new IllegalArgumentException(
          "%s holds a run of another configuration: %s is %s there and %s here. Run that one to its end, give another out, or remove the folder."
              .formatted(folder, name, shown(saved), shown(wanted)));
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.isTextual() ? value.asText() : value.toString();
  }

  /**
   * Puts the model and the optimizer where the run was.
   *
   * @return the beginning if nothing was saved yet
   * @throws IllegalArgumentException if what was saved is damaged
   */
  TrainState restore(TrainableModel model, AdamWOptimizer optimizer) throws IOException {
    Path file = folder.resolve(STATE);
    if (!Files.exists(file)) {
      return TrainState.BEGINNING;
    }
    Save save = JSON.readValue(file.toFile(), Save.class);
    Path tensors = folder.resolve(save.file());
    if (!Files.exists(tensors) || !FileDigest.sha256(tensors).equals(save.sha256())) {
      throw new IllegalArgumentException(
          "%s is damaged: %s is not what was saved. Remove the folder to train from the beginning."
              .formatted(folder, save.file()));
    }
    RunTensors.read(tensors, model, optimizer);
    return save.state();
  }

  /** Saves the run if it is time to. */
  void saveIfDue(TrainState state, TrainableModel model, AdamWOptimizer optimizer)
      throws IOException {
    if (!interval.isDue(state.step())) {
      return;
    }
    String name = "step-" + state.step() + ".pt";
    Path tensors = folder.resolve(name);
    RunTensors.write(tensors, model, optimizer);
    Save save = new Save(state, name, FileDigest.sha256(tensors));
    replace(folder.resolve(STATE), JSON.writeValueAsBytes(save));
    for (Path file : files()) {
      String other = file.getFileName().toString();
      if (other.startsWith("step-") && !other.equals(name)) {
        Files.delete(file);
      }
    }
  }

  /** Removes what was saved: the run has ended. */
  void remove() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  /** Leaves no trace of a run that ended before its first save. */
  void removeIfUnused() throws IOException {
    if (Files.isDirectory(folder) && !Files.exists(folder.resolve(STATE))) {
      remove();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.write(temporary, bytes);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
