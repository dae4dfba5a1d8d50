package dev.palimpsest.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.audit.signal.PackedSignals;
import dev.palimpsest.audit.signal.TokenSignals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class SignalStreamTest {

  private static Row row(String model, String id, TokenSignals signals) {
    return RowFactory.create(model, id, "member", "ab" + id, PackedSignals.pack(signals));
  }

  private static TokenSignals threeTokens() {
    float nan = Float.NaN;
    return new TokenSignals(
        new int[] {5, 70_000, 2},
        new int[] {0, 1, 3},
        new int[] {1, 3, 3},
        new float[] {nan, -0.5f, -2.25f},
        new float[] {nan, -1f, -3f},
        new float[] {nan, 0.25f, 1.5f},
        new int[] {-1, 70_000, 9},
        new int[] {-1, 1, 12},
        new float[] {nan, -0.125f, -0.75f},
        new boolean[] {false, true, true});
  }

  private static TokenSignals constant(int tokens) {
    int[] numbers = new int[tokens];
    float[] floats = new float[tokens];
    return new TokenSignals(
        numbers,
        numbers,
        numbers,
        floats,
        floats,
        floats,
        numbers,
        numbers,
        floats,
        new boolean[tokens]);
  }

  /** All batches, each as its rows, each as the text of its columns. */
  private static List<List<String>> read(byte[] stream) throws IOException {
    List<List<String>> batches = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(root.getSchema()).isEqualTo(SignalVectors.SCHEMA);
      while (reader.loadNextBatch()) {
        batches.add(
            IntStream.range(0, root.getRowCount())
                .mapToObj(
                    row ->
                        root.getFieldVectors().stream()
                            .map((FieldVector vector) -> String.valueOf(vector.getObject(row)))
                            .collect(Collectors.joining(" ")))
                .toList());
      }
    }
    return batches;
  }

  private static byte[] write(Iterator<Row> rows, long expected) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(SignalStream.write(rows, out)).isEqualTo(expected);
    return out.toByteArray();
  }

  @Test
  void write_rows_areReadAsTheyWere() throws IOException {
    List<Row> rows =
        List.of(row("base", "r1", constant(0)), row("checkpoint", "r1", threeTokens()));

    assertThat(read(write(rows.iterator(), 2)))
        .containsExactly(
            List.of(
                "base r1 member abr1 [] [] [] [] [] [] [] [] [] []",
                "checkpoint r1 member abr1 [5,70000,2] [0,1,3] [1,3,3] [\"NaN\",-0.5,-2.25]"
                    + " [\"NaN\",-1.0,-3.0] [\"NaN\",0.25,1.5] [-1,70000,9] [-1,1,12]"
                    + " [\"NaN\",-0.125,-0.75] [false,true,true]"));
  }

  @Test
  void write_manyTokens_comeInSeveralBatches() throws IOException {
    List<Row> rows =
        IntStream.range(0, 5).mapToObj(i -> row("base", "r" + i, constant(30_000))).toList();

    List<List<String>> batches = read(write(rows.iterator(), 5));

    assertThat(batches).extracting(List::size).containsExactly(3, 2);
    assertThat(batches.get(1).get(1)).startsWith("base r4 member abr4 [0,0,");
  }

  @Test
  void write_noRows_isAStreamWithoutBatches() throws IOException {
    assertThat(read(write(List.<Row>of().iterator(), 0))).isEmpty();
  }
}
