package dev.palimpsest.jobs.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.demo.trace.TraceGenerator;
import dev.palimpsest.jobs.demo.trace.TraceOptions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.LakeTables;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.jobs.testing.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program on this machine, killed in the middle, and on a cluster that loses an executor:
 * always the same tables.
 */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgramIT {

  private static final long SEED = 20261122;

  /** Tables that {@code build} does not write. */
  private static final Set<String> OF_AN_AUDIT = Set.of("checkpoints", "documents", "signals");

  private final List<String> printed = new ArrayList<>();
  private SparkSession spark;
  private Path folder;
  private Path events;
  private Program program;
  private Set<String> planted;
  private Path local;

  @BeforeAll
  void buildHere(SparkSession session, @TempDir Path temporary) throws IOException {
    spark = session;
    folder = temporary;
    program = new Program(folder);
    Path traces = Files.createDirectory(folder.resolve("traces"));
    TraceGenerator.write(
        traces.resolve("calls.jsonl"), new TraceOptions(SEED, 10, 0.2, 0.1, 0.1, 0.3));
    planted = PlantedValues.write(traces.resolve("planted.jsonl"), 155, SEED);
    events = Files.createDirectory(folder.resolve("events"));
    TestKeys.in(folder);
    configure();
    local = folder.resolve("local");
    String log = "spark.eventLog.dir=" + events.toUri();
    List<String> logged = List.of("--conf", "spark.eventLog.enabled=true", "--conf", log);
    printed.add(program.run(0, build(logged, local)));
    printed.add(program.run(0, register(logged, local)));
    printed.add(program.run(0, signals(logged, local)));
  }

  @Test
  void build_plantedValues_stayInTheRowsAsRead() throws IOException {
    assertThat(planted).as("seed %d", SEED).hasSizeGreaterThan(1_000);
    List<String> found = new ArrayList<>();
    printed.forEach(text -> report("printed", text, found));
    for (Path root : List.of(local, events)) {
      try (var files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          // Rows as read are what the lake is for; its log must not repeat them.
          if (!file.toString().contains("/traces/part-")) {
            report(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1), found);
          }
        }
      }
    }
    for (Map.Entry<String, List<String>> table : tables(local).entrySet()) {
      if (!table.getKey().equals("traces")) {
        report(table.getKey(), String.join("\n", table.getValue()), found);
      }
    }
    assertThat(found).as("seed %d", SEED).isEmpty();
    assertThat(tables(local).get("traces"))
        .as("the values were there")
        .anyMatch(row -> planted.stream().anyMatch(row::contains));
  }

  @Test
  void build_killedAgainAndAgain_endsAlike() throws IOException {
    Path lake = folder.resolve("killed");
    String rows = "_delta_log/00000000000000000001.json";
    // Generated code gives the same rows, and takes longer to compile than these few to be made.
    List<String> interpreted = List.of("--conf", "spark.sql.codegen.factoryMode=NO_CODEGEN");
    for (String written :
        List.of("traces/" + rows, "findings/" + rows, "edges", "corpus/" + rows)) {
      program.killWhen(() -> Files.exists(lake.resolve(written)), build(interpreted, lake));
    }
    program.run(0, build(interpreted, lake));

    assertSameTables(lake, OF_AN_AUDIT);
    List<String> names = names(local);
    names.removeAll(OF_AN_AUDIT);
    assertThat(names(lake)).isEqualTo(names);
  }

  @Test
  void build_onAClusterThatLosesAnExecutor_givesTheSameTables() throws IOException {
    Path lake = folder.resolve("cluster");
    String standalone = Program.HOME.resolve("cluster/standalone").toString();
    try {
      List<String> master =
          List.of(
              "--master",
              program.run(0, standalone, "up").strip(),
              "--conf",
              "spark.sql.shuffle.partitions=3");
      // An executor dies in the middle of dedup; its tasks are done again by another.
      program.runAndKill(
          0,
          "CoarseGrainedExecutorBackend",
          () -> Files.exists(lake.resolve("signatures/_delta_log/00000000000000000001.json")),
          build(master, lake));
      program.run(0, register(master, lake));
      program.run(0, signals(master, lake));
    } finally {
      program.run(0, standalone, "down");
    }
    assertThat(program.run(0, standalone, "status"))
        .isEqualTo("master down\nworker1 down\nworker2 down\n");
    assertSameTables(lake, Set.of());
  }

  private void configure() throws IOException {
    String text = Files.readString(Program.HOME.resolve("conf/palimpsest.yaml"));
    String keyed = text.replace("lake: user", "lake: file:" + folder.resolve("test.key"));
    String small =
        keyed.replace("per-tier: 20", "per-tier: 2").replace("references: 1000", "references: 100");
    assertThat(keyed).isNotEqualTo(text);
    assertThat(small).isNotEqualTo(keyed);
    Files.writeString(
        configuration(),
        small.replace(
            "policy/default.yaml", Program.HOME.resolve("conf/policy/default.yaml").toString()));
  }

  private Path configuration() {
    return folder.resolve("palimpsest.yaml");
  }

  private String[] build(List<String> before, Path lake) {
    return over(
        lake, before, "build", "--format", "openai-chat", folder.resolve("traces").toString());
  }

  private String[] register(List<String> before, Path lake) {
    Path checkpoint =
        Program.HOME.resolve("audit/src/test/resources/golden/models/qwen2/checkpoint");
    return over(
        lake,
        before,
        "register",
        "--checkpoint",
        checkpoint.toString(),
        "--name",
        "tiny",
        "--corpus",
        "main");
  }

  private String[] signals(List<String> before, Path lake) {
    return over(lake, before, "signals", "--checkpoint", "tiny");
  }

  private String[] over(Path lake, List<String> before, String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--lake", lake.toString(), "--config", configuration().toString()));
    all.addAll(List.of(more));
    return Program.palimpsest(before, all.toArray(String[]::new));
  }

  /** Table → its rows as JSON, in order; {@link Runs} says when, which differs. */
  private Map<String, List<String>> tables(Path folder) {
    Lake lake = Lake.open(spark, folder.toString());
    Map<String, List<String>> tables = new TreeMap<>();
    for (LakeTable table : LakeTables.ALL) {
      if (!table.name().equals(Runs.TABLE.name())) {
        List<String> rows = new ArrayList<>(table.read(spark, lake).toJSON().collectAsList());
        rows.sort(null);
        tables.put(table.name(), rows);
      }
    }
    return tables;
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }

  private void assertSameTables(Path lake, Set<String> but) {
    Map<String, List<String>> expected = tables(local);
    Map<String, List<String>> found = tables(lake);
    found.keySet().removeAll(but);
    found.forEach(
        (table, rows) -> {
          List<String> differing = new ArrayList<>(rows);
          differing.removeAll(Set.copyOf(expected.get(table)));
          assertThat(differing).as("rows of %s of one lake alone", table).isEmpty();
          assertThat(rows).as(table).hasSameSizeAs(expected.get(table));
        });
  }

  private void report(String where, String text, List<String> found) {
    planted.stream().filter(text::contains).forEach(value -> found.add(where + ": " + value));
  }
}
