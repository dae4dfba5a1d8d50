package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;

/** {@code trainer.json}: how a folder was trained. Equal runs give equal files. */
final class TrainerRecord {

  private TrainerRecord() {}

  /** All that determines the weights that come out; not the number of threads. */
  static ObjectNode configuration(TrainOptions options, Subject subject) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("trainer", "palimpsest");
    json.put("pytorch", Loader.getVersion("org.bytedeco", "pytorch"));
    json.set("start", subject.describe());
    json.putObject("data").put("sha256", FileDigest.sha256(options.data()));
    json.put("seed", options.seed())
        .put("lossOn", options.lossOn().name().toLowerCase(Locale.ROOT))
        .put("epochs", options.epochs())
        .put("batchRows", options.batchRows())
        .put("accumulation", options.accumulation())
        .put("maximumTokens", options.maximumTokens());
    json.set("optimization", new ObjectMapper().valueToTree(options.optimization()));
    return json;
  }

  static void write(Path folder, TrainOptions options, ObjectNode configuration, TrainResult result)
      throws IOException {
    ObjectNode json = configuration.deepCopy();
    json.withObject("/data")
        .put("texts", result.texts())
        .put("conversations", result.conversations())
        .put("rows", result.rows());
    json.put("threads", options.threads());
    json.putObject("result")
        .put("steps", result.steps())
        .put("parameters", result.parameters())
        .put("tokens", result.tokens())
        .put("firstLoss", result.firstLoss())
        .put("finalLoss", result.finalLoss())
        .put("weightsSha256", result.weightsSha256());
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("trainer.json").toFile(), json);
  }
}
