package dev.palimpsest.audit.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.signal.TokenSignals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows of a real fine-tuned checkpoint with signals and scores computed by other code. */
final class GoldenRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenRows() {}

  /** One line of the table of scores: every column by name, empty cells left out. */
  static Map<String, Map<String, String>> scores() {
    List<String> lines = read("scores.tsv").lines().toList();
    String[] columns = lines.get(0).split("\t");
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.length; i++) {
        if (!cells[i].isEmpty()) {
          row.put(columns[i], cells[i]);
        }
      }
      rows.put(cells[0], row);
    }
    return rows;
  }

  /** The twenty rows whose signals are stored, with the spans that were scored in them. */
  static List<RowScorer.Row> rows() {
    List<RowScorer.Row> rows = new ArrayList<>();
    for (String line : read("token_signals.jsonl").split("\n", -1)) {
      if (!line.isEmpty()) {
        JsonNode row = json(line);
        String id = row.get("id").asText();
        Role role = role(row.get("group").asText());
        rows.add(
            new RowScorer.Row(
                id,
                role,
                role == Role.CANARY ? new CanaryArm(id, "any", 1, false) : null,
                Map.of(),
                row.get("text").asText(),
                signals(row, "tuned"),
                signals(row, "base"),
                null,
                spans().stream()
                    .filter(s -> s.get("row").asText().equals(id))
                    .map(GoldenRows::span)
                    .toList()));
      }
    }
    return rows;
  }

  static List<JsonNode> spans() {
    return read("spans.jsonl").lines().map(GoldenRows::json).toList();
  }

  static Span span(JsonNode span) {
    return new Span(span.get("type").asText(), span.get("start").asInt(), span.get("end").asInt());
  }

  static Role role(String group) {
    return switch (group) {
      case "member" -> Role.MEMBER;
      case "canary" -> Role.CANARY;
      case "nonmember", "control" -> Role.CONTROL;
      default -> throw new IllegalArgumentException(group);
    };
  }

  /** All rows with the scores that other code gave them, but {@code ez_ranked}. */
  static List<ScoredRow> scoredRows(String controlGroups) {
    List<ScoredRow> rows = new ArrayList<>();
    for (Map<String, String> row : scores().values()) {
      String group = text(row, "group");
      if (group.equals("control") && !controlGroups.contains("control")) {
        continue;
      }
      Role role = role(group);
      Map<String, Double> scores = new LinkedHashMap<>();
      scores.put("loss", number(row, "tuned_mean_lp"));
      scores.put("loss_base", number(row, "base_mean_lp"));
      for (String name : List.of("zlib", "ref", "min_k", "min_k_pp", "min_k_pp_cal", "ez", "wbc")) {
        scores.put(name, number(row, name));
      }
      rows.add(
          new ScoredRow(
              text(row, "id"),
              role,
              role == Role.CANARY
                  ? new CanaryArm(
                      text(row, "id"),
                      "any",
                      Integer.parseInt(text(row, "tier")),
                      Boolean.parseBoolean(text(row, "in")))
                  : null,
              Map.of(),
              (int) number(row, "n_tokens") - 1,
              (int) number(row, "ez_errors"),
              scores,
              List.of()));
    }
    return rows;
  }

  static double number(Map<String, String> row, String column) {
    return Double.parseDouble(text(row, column));
  }

  private static String text(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static TokenSignals signals(JsonNode row, String model) {
    JsonNode node = row.get(model);
    int[] tokens = ints(row.get("tokens"), 0);
    int[] starts = new int[tokens.length];
    int[] ends = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      starts[i] = row.get("offsets").get(i).get(0).asInt();
      ends[i] = row.get("offsets").get(i).get(1).asInt();
    }
    boolean[] inLoss = new boolean[tokens.length];
    Arrays.fill(inLoss, true);
    return new TokenSignals(
        tokens,
        starts,
        ends,
        floats(node.get("lp")),
        floats(node.get("mean")),
        floats(node.get("sd")),
        ints(node.get("argmax"), 1),
        ints(node.get("rank"), 1),
        floats(node.get("lse40")),
        inLoss);
  }

  /** Stored arrays begin at the second token. */
  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size() + 1];
    values[0] = Float.NaN;
    for (int i = 0; i < array.size(); i++) {
      values[i + 1] = (float) array.get(i).asDouble();
    }
    return values;
  }

  private static int[] ints(JsonNode array, int skipped) {
    int[] values = new int[array.size() + skipped];
    Arrays.fill(values, -1);
    for (int i = 0; i < array.size(); i++) {
      values[i + skipped] = array.get(i).asInt();
    }
    return values;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String file) {
    try (InputStream in = GoldenRows.class.getResourceAsStream("/smollm2-lora-a/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
