package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.ner.EntityFolder;
import dev.palimpsest.ner.EntityModelException;
import dev.palimpsest.ner.EntityModels;
import dev.palimpsest.pii.EntitySearch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A model of the user's that is asked about what the rules leave open. */
final class NerOptions {

  private static final double THRESHOLD = 0.5;

  @Option(
      names = "--ner",
      paramLabel = "DIR",
      description =
          "Folder with a token classifier (model.onnx, tokenizer.json, config.json) that is asked about names in prose that no rule resolves. Default: none.")
  @Nullable Path folder;

  @Option(
      names = "--ner-threshold",
      paramLabel = "P",
      description = "Least probability of what the model finds, in (0, 1]. Default: 0.5.")
  @Nullable Double threshold;

  @Option(
      names = "--ner-label",
      paramLabel = "LABEL=TYPE",
      description =
          "What a label of the model means: none, PERSON, ADDRESS, LOCATION or ORGANIZATION. Can be repeated.")
  Map<String, String> labels = new LinkedHashMap<>();

  /**
   * The search; null if no model was asked for.
   *
   * @param models loads the model and closes it
   * @throws UserException if the model cannot be used
   */
  @Nullable EntitySearch open(EntityModels models) {
    if (folder == null) {
      if (threshold != null || !labels.isEmpty()) {
        throw new UserException(
            "--ner-threshold and --ner-label need a model: give --ner DIR too. Provided value: "
                + (threshold != null ? threshold : labels));
      }
      return null;
    }
    try {
      double least = threshold == null ? THRESHOLD : threshold;
      return new EntitySearch(models.model(EntityFolder.open(folder, labels).spec()), least);
    } catch (EntityModelException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new UserException("--ner-threshold: " + e.getMessage(), e);
    }
  }
}
