package dev.palimpsest.jobs.signals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.audit.canary.Canary;
import dev.palimpsest.audit.canary.CanaryFiles;
import dev.palimpsest.audit.canary.ReferenceSecrets;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.JobRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The texts of an audit that are given as files: JSONL {@code {"id","text","spans"?}} of members
 * and of controls, {@code {"id","family","tier","in","text","span"}} of canaries. The texts are
 * asked about as they are.
 *
 * @param members trained rows
 * @param controls rows of the same draw that were not trained on
 * @param canaries may be null
 * @param references a JSON object of family to secrets; null draws {@code referenceCount} of the
 *     same format
 * @param referenceCount secrets that each canary is ranked against; 0 for none
 * @param seed of that draw
 */
public record FileDocuments(
    Path members,
    Path controls,
    @Nullable Path canaries,
    @Nullable Path references,
    int referenceCount,
    long seed) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public FileDocuments {
    if (referenceCount < 0) {
      throw new IllegalArgumentException(
          "--references must be at least 0. Provided value: " + referenceCount);
    }
  }

  /** Tells one set of texts from another. */
  public String digest() {
    StringBuilder digest = new StringBuilder().append(referenceCount).append(' ').append(seed);
    for (Path file : new Path[] {members, controls, canaries, references}) {
      digest.append('\n').append(file == null ? "-" : JobRun.sha256(read(file)));
    }
    return JobRun.sha256(digest.toString());
  }

  /** Rows of {@link Documents}. */
  public Dataset<Row> rows(SparkSession spark, String auditId, String runId) {
    List<Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    texts(members, "member", auditId, runId, ids, rows);
    texts(controls, "control", auditId, runId, ids, rows);
    if (canaries != null) {
      canaries(auditId, runId, rows);
    }
    return spark.createDataFrame(rows, Documents.SCHEMA);
  }

  private static void texts(
      Path file, String role, String auditId, String runId, Set<String> ids, List<Row> rows) {
    String[] lines = read(file).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      String place = file + ", line " + (i + 1);
      JsonNode node = parsed(lines[i], place);
      if (!node.path("id").isTextual() || !node.path("text").isTextual()) {
        throw new UserException(place + " must have the strings id and text.");
      }
      String id = node.get("id").textValue();
      DocumentText text = DocumentText.plain(node.get("text").textValue());
      if (!ids.add(id)) {
        throw new UserException(
            place + " has an id that another line of members or controls has. Give each its own.");
      }
      rows.add(
          RowFactory.create(
              auditId,
              id,
              runId,
              text.digest(),
              role,
              text.text(),
              text.name(),
              id,
              null,
              null,
              null,
              null,
              null,
              ConversationColumns.sequence(spans(node, text.text(), place))));
    }
    if (rows.isEmpty() || !rows.get(rows.size() - 1).getString(4).equals(role)) {
      throw new UserException(file + " holds no text. An audit needs members and controls.");
    }
  }

  private static List<Row> spans(JsonNode node, String text, String place) {
    int length = text.codePointCount(0, text.length());
    List<Row> spans = new ArrayList<>();
    for (JsonNode span : node.path("spans")) {
      int start = span.path("start").asInt(-1);
      int end = span.path("end").asInt(-1);
      if (!span.path("type").isTextual() || start < 0 || end <= start || end > length) {
        throw new UserException(
            place + " has a span that is not {\"type\",\"start\",\"end\"} inside its text.");
      }
      spans.add(RowFactory.create(span.get("type").textValue(), start, end));
    }
    return spans;
  }

  private void canaries(String auditId, String runId, List<Row> rows) {
    Path file = canaries;
    if (file == null) {
      return;
    }
    try {
      List<Canary> planned = CanaryFiles.read(file);
      ReferenceSecrets secrets = null;
      if (referenceCount > 0) {
        secrets =
            references != null
                ? CanaryFiles.readReferences(references)
                : ReferenceSecrets.likeThoseOf(planned, referenceCount, seed);
      }
      CanaryTexts texts = new CanaryTexts(auditId, runId, DocumentText::plain);
      for (Canary canary : planned) {
        List<String> others = secrets == null ? List.of() : secrets.of(canary.arm().family());
        texts
            .rows(canary, others.subList(0, Math.min(others.size(), referenceCount)))
            .forEachRemaining(rows::add);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode parsed(String line, String place) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UserException(place + " is no JSON.");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UserException unreadable(Path file, IOException e) {
    return new UserException(
        "%s cannot be read (%s). Give a UTF-8 file that can."
            .formatted(file, e.getClass().getSimpleName()),
        e);
  }
}
