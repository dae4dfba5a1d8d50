package dev.palimpsest.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.lake.Inputs;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Quarantine;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.jobs.testing.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IngestJobTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CASE = Path.of("src/test/resources/formats/openai-chat");

  @TempDir Path folder;
  private Lake lake;
  private Path input;

  @BeforeEach
  void setUp(SparkSession spark) throws IOException {
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    input = Files.createDirectory(folder.resolve("input"));
  }

  @Test
  void run_formatCases_giveTheCanonicalRows(SparkSession spark) throws IOException {
    IngestResult result = ingest(spark, CASE.resolve("input"));

    assertThat(result).isEqualTo(new IngestResult(12, 58, 37, 39, 20, 1, 0));
    List<String> expected = new ArrayList<>();
    for (JsonNode row : lines(CASE.resolve("expected.jsonl"))) {
      expected.add(summary(row));
    }
    List<String> actual =
        Traces.TABLE
            .read(spark, lake)
            .selectExpr(
                "to_json(struct(conversation_id, trace_id, choice, date_format(started_at, \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'\") AS started_at, model, subject_key, session_id, tenant, messages, transform(tools, t -> struct(t.name, t.description)) AS tools, feedback, output_of, metadata))")
            .collectAsList()
            .stream()
            .map(row -> summary(tree(row.getString(0))))
            .toList();
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void run_badLines_areQuarantinedWithReasonAndPlace(SparkSession spark) throws IOException {
    ingest(spark, CASE.resolve("input"));

    List<String> expected = new ArrayList<>();
    for (JsonNode row : lines(CASE.resolve("expected_quarantine.jsonl"))) {
      expected.add(
          "%s:%d %s %s %s"
              .formatted(
                  row.get("file").textValue(),
                  row.get("line").intValue(),
                  row.get("line_sha256").textValue(),
                  row.get("reason").textValue(),
                  row.path("id").asText("-")));
    }
    List<String> actual =
        Quarantine.TABLE
            .read(spark, lake)
            .selectExpr(
                "concat(file, ':', line, ' ', line_sha256, ' ', reason, ' ', coalesce(id, '-'))")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void run_again_changesNothing(SparkSession spark) throws IOException {
    Files.writeString(input.resolve("a.jsonl"), line("one") + line("two"));
    ingest(spark, input);
    List<Long> before = versions(spark);

    assertThat(ingest(spark, input)).isEqualTo(IngestResult.NOTHING_NEW);
    assertThat(versions(spark)).isEqualTo(before);
  }

  @Test
  void run_newFile_isReadAndTheOldOnesAreNot(SparkSession spark) throws IOException {
    Files.writeString(input.resolve("b.jsonl"), line("one"));
    ingest(spark, input);
    Files.writeString(input.resolve("a.jsonl"), line("two") + line("one"));

    assertThat(ingest(spark, input)).isEqualTo(new IngestResult(1, 2, 2, 2, 0, 0, 0));
    assertThat(occurrences(spark)).containsExactly("one 0", "one 1", "two 0");
  }

  @Test
  void run_fileThatGrew_givesItsNewLines(SparkSession spark) throws IOException {
    Path file = input.resolve("a.jsonl");
    Files.writeString(file, line("one") + "not json\n");
    ingest(spark, input);
    Files.writeString(file, line("one") + "not json\n" + line("one") + line("two"));

    assertThat(ingest(spark, input)).isEqualTo(new IngestResult(1, 4, 2, 2, 1, 0, 1));
    assertThat(occurrences(spark)).containsExactly("one 0", "one 1", "two 0");
    assertThat(Quarantine.TABLE.read(spark, lake).count()).isEqualTo(1);
  }

  @Test
  void run_afterCrashBeforeTheEnd_endsLikeOneThatWasNot(SparkSession spark) throws IOException {
    Files.writeString(input.resolve("a.jsonl"), line("one") + "not json\n" + line("two"));
    IngestResult whole = ingest(spark, input);
    List<String> rows = rows(spark, lake);
    // What a kill leaves: the rows are in, the run is not recorded.
    for (String table : List.of("inputs", "runs", "quarantine")) {
      delete(folder.resolve("lake").resolve(table));
    }

    assertThat(ingest(spark, input)).isEqualTo(whole);
    assertThat(rows(spark, lake)).isEqualTo(rows);
    assertThat(Quarantine.TABLE.read(spark, lake).count()).isEqualTo(1);
  }

  @Test
  void run_truncatedGzip_quarantinesTheLineThatIsCut(SparkSession spark) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(line("one").getBytes(UTF_8));
      gzip.flush();
      gzip.write(line("two ".repeat(5000)).getBytes(UTF_8));
    }
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 30);
    Files.write(input.resolve("cut.jsonl.gz"), cut);
    Files.write(input.resolve("no-gzip.jsonl.gz"), "plain".getBytes(UTF_8));

    IngestResult result = ingest(spark, input);

    assertThat(result.quarantined()).isEqualTo(2);
    assertThat(Quarantine.TABLE.read(spark, lake).select("reason").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("TRUNCATED");
  }

  @Test
  void run_laterRecordWithAKnownId_isSupersededOrQuarantined(SparkSession spark)
      throws IOException {
    Files.writeString(input.resolve("a.jsonl"), call("r1", "hello"));
    ingest(spark, input);
    Files.writeString(input.resolve("b.jsonl"), call("r1", "hello") + call("r1", "hello, longer"));

    assertThat(ingest(spark, input)).isEqualTo(new IngestResult(1, 2, 0, 0, 1, 1, 0));
    Row refused = Quarantine.TABLE.read(spark, lake).select("reason", "id").first();
    assertThat(refused.getString(0)).isEqualTo("DUPLICATE_ID");
    assertThat(refused.getString(1)).isEqualTo("r1");
  }

  @Test
  void run_missingPath_saysSo(SparkSession spark) {
    assertThatThrownBy(() -> ingest(spark, folder.resolve("nowhere")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "file:%s does not exist. Give ingest a file or folder that does."
                .formatted(folder.resolve("nowhere")));
  }

  private IngestResult ingest(SparkSession spark, Path path) {
    var configuration =
        new IngestConfiguration(Formats.OPENAI_CHAT, List.of(path.toString()), TestKeys.in(folder));
    return new IngestJob(spark, lake, configuration).run();
  }

  private List<Long> versions(SparkSession spark) {
    return List.of(Traces.TABLE, Quarantine.TABLE, Inputs.TABLE, Runs.TABLE).stream()
        .map((LakeTable table) -> table.currentVersion(spark, lake))
        .toList();
  }

  private List<String> occurrences(SparkSession spark) {
    return Traces.TABLE
        .read(spark, lake)
        .selectExpr("concat(messages[0].content, ' ', provenance.occurrence) AS text")
        .orderBy("text")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> rows(SparkSession spark, Lake lake) {
    return Traces.TABLE.read(spark, lake).collectAsList().stream().map(Row::json).sorted().toList();
  }

  private static String line(String content) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}\n".formatted(content);
  }

  private static String call(String id, String answer) {
    return "{\"request\":{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]},\"response\":{\"id\":\"%s\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}}\n"
        .formatted(id, answer);
  }

  private static void delete(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readString(file).split("\n")) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The row with absent and null equal, members sorted, the subject keyed. */
  private static String summary(JsonNode row) {
    TreeMap<String, Object> members = new TreeMap<>();
    row.fields()
        .forEachRemaining(
            entry -> {
              String name = entry.getKey();
              JsonNode value = entry.getValue();
              if (name.startsWith("_") || value.isNull()) {
                return;
              }
              if (name.equals("subject")) {
                byte[] key = HexFormat.of().parseHex(TestKeys.HEX);
                members.put(
                    "subject_key",
                    "\"" + HexFormat.of().formatHex(LakeKey.hmac(key, value.textValue())) + "\"");
              } else if (name.equals("tools")) {
                List<String> tools = new ArrayList<>();
                value.forEach(
                    tool -> tools.add(tool.path("name") + "/" + tool.path("description")));
                members.put(name, tools);
              } else {
                members.put(name, plain(value));
              }
            });
    return members.toString();
  }

  private static Object plain(JsonNode value) {
    if (value.isObject()) {
      TreeMap<String, Object> members = new TreeMap<>();
      value
          .fields()
          .forEachRemaining(
              entry -> {
                if (!entry.getValue().isNull()) {
                  members.put(entry.getKey(), plain(entry.getValue()));
                }
              });
      return members;
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>();
      value.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    return value.isNumber() ? Double.toString(value.doubleValue()) : value.toString();
  }
}
