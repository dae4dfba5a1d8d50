package dev.palimpsest.jobs.dedup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;

/**
 * {@code CONVERSATIONS.jsonl[.gz] LAKE DECISIONS}: collapses and deduplicates conversations in
 * OpenAI chat shape without a scrub between, and writes one decision for each as JSON lines.
 */
final class DedupCases {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 20_000;

  private DedupCases() {}

  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark = SparkExtension.open()) {
      Lake lake = Lake.openOrCreate(spark, arguments[1]);
      if (!Traces.TABLE.exists(spark, lake)) {
        load(spark, lake, Path.of(arguments[0]));
      }
      long start = System.nanoTime();
      System.out.println(new CollapseJob(spark, lake).run());
      System.out.printf("collapse %.1f s%n", (System.nanoTime() - start) / 1e9);
      LakeRows.scrubNothing(spark, lake);
      start = System.nanoTime();
      System.out.println(new DedupJob(spark, lake, DedupConfiguration.of(0.8)).run());
      System.out.printf("dedup %.1f s%n", (System.nanoTime() - start) / 1e9);
      Decisions.TABLE
          .read(spark, lake)
          .selectExpr(
              "row_id AS id", "action", "stage", "keeper", "jaccard", "containment", "shared_bands")
          .write()
          .mode("overwrite")
          .json(arguments[2]);
    }
  }

  private static void load(SparkSession spark, Lake lake, Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                StandardCharsets.UTF_8))) {
      List<LakeRows> batch = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        batch.add(row(JSON.readTree(line)));
        if (batch.size() == BATCH) {
          LakeRows.addTraces(spark, lake, batch);
          batch.clear();
        }
      }
      LakeRows.addTraces(spark, lake, batch);
    }
  }

  private static LakeRows row(JsonNode row) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : row.path("messages")) {
      List<ToolCall> calls = new ArrayList<>();
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path("function");
        calls.add(
            new ToolCall(
                null, function.path("name").asText(), function.path("arguments").asText()));
      }
      String role = message.get("role").asText();
      messages.add(
          new Message(
              role.equals("developer") ? Role.SYSTEM : Role.of(role),
              content(message.path("content")),
              null,
              null,
              calls,
              null,
              null));
    }
    return LakeRows.of(row.get("id").asText(), messages.toArray(Message[]::new));
  }

  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.asText() : "";
    }
    List<String> parts = new ArrayList<>();
    content.forEach(
        part -> parts.add(part.isTextual() ? part.asText() : part.path("text").asText()));
    return String.join("\n", parts);
  }
}
