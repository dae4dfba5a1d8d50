package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;

/** {@code trainer.json}: how a folder was trained. Equal runs give equal files. */
final class TrainerRecord {

  private TrainerRecord() {}

  static void write(Path folder, TrainOptions options, Subject subject, TrainResult result)
      throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("trainer", "palimpsest");
    json.put("pytorch", Loader.getVersion("org.bytedeco", "pytorch"));
    json.set("start", subject.describe());
    json.putObject("data")
        .put("sha256", sha256(options.data()))
        .put("texts", result.texts())
        .put("conversations", result.conversations())
        .put("rows", result.rows());
    json.put("seed", options.seed())
        .put("lossOn", options.lossOn().name().toLowerCase(Locale.ROOT))
        .put("epochs", options.epochs())
        .put("batchRows", options.batchRows())
        .put("accumulation", options.accumulation())
        .put("maximumTokens", options.maximumTokens())
        .put("threads", options.threads());
    json.set("optimization", new ObjectMapper().valueToTree(options.optimization()));
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

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
