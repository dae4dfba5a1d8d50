package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.signal.TokenSignals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** One batch of {@link TokenSignals} as columns of Arrow. Owns its memory. */
final class SignalVectors implements AutoCloseable {

  private static final ArrowType TEXT = new ArrowType.Utf8();
  private static final ArrowType INTEGER = new ArrowType.Int(32, true);
  private static final ArrowType FLOAT = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);

  /**
   * {@code model} is {@code checkpoint} or {@code base}. The lists have a value per token, as
   * {@link TokenSignals} says: of the first token, which is not predicted, floats are NaN and
   * numbers −1.
   */
  static final Schema SCHEMA =
      new Schema(
          List.of(
              single("model"),
              single("row_id"),
              single("role"),
              single("text_sha256"),
              list("tokens", INTEGER),
              list("starts", INTEGER),
              list("ends", INTEGER),
              list("logprob", FLOAT),
              list("mean", FLOAT),
              list("sd", FLOAT),
              list("argmax", INTEGER),
              list("rank", INTEGER),
              list("lse_top40", FLOAT),
              list("in_loss", new ArrowType.Bool())));

  private final VectorSchemaRoot root;
  private int rows;

  SignalVectors(BufferAllocator allocator) {
    this.root = VectorSchemaRoot.create(SCHEMA, allocator);
  }

  private static Field single(String name) {
    return new Field(name, FieldType.notNullable(TEXT), List.of());
  }

  private static Field list(String name, ArrowType of) {
    Field item = new Field("item", FieldType.notNullable(of), List.of());
    return new Field(name, FieldType.notNullable(new ArrowType.List()), List.of(item));
  }

  VectorSchemaRoot root() {
    return root;
  }

  /** Begins another batch. */
  void clear() {
    root.allocateNew();
    rows = 0;
  }

  void add(String model, String rowId, String role, String textSha256, TokenSignals signals) {
    text("model", model);
    text("row_id", rowId);
    text("role", role);
    text("text_sha256", textSha256);
    integers("tokens", signals.tokens());
    integers("starts", signals.starts());
    integers("ends", signals.ends());
    floats("logprob", signals.logprob());
    floats("mean", signals.mean());
    floats("sd", signals.sd());
    integers("argmax", signals.argmax());
    integers("rank", signals.rank());
    floats("lse_top40", signals.lseTop40());
    bits("in_loss", signals.inLoss());
    rows++;
  }

  /** Ends the batch: {@link #root} then holds its rows. */
  void finish() {
    root.setRowCount(rows);
  }

  @Override
  public void close() {
    root.close();
  }

  private void text(String column, String value) {
    ((VarCharVector) root.getVector(column)).setSafe(rows, value.getBytes(StandardCharsets.UTF_8));
  }

  private void integers(String column, int[] values) {
    ListVector lists = (ListVector) root.getVector(column);
    IntVector items = (IntVector) lists.getDataVector();
    int start = lists.startNewValue(rows);
    for (int i = 0; i < values.length; i++) {
      items.setSafe(start + i, values[i]);
    }
    lists.endValue(rows, values.length);
  }

  private void floats(String column, float[] values) {
    ListVector lists = (ListVector) root.getVector(column);
    Float4Vector items = (Float4Vector) lists.getDataVector();
    int start = lists.startNewValue(rows);
    for (int i = 0; i < values.length; i++) {
      items.setSafe(start + i, values[i]);
    }
    lists.endValue(rows, values.length);
  }

  private void bits(String column, boolean[] values) {
    ListVector lists = (ListVector) root.getVector(column);
    BitVector items = (BitVector) lists.getDataVector();
    int start = lists.startNewValue(rows);
    for (int i = 0; i < values.length; i++) {
      items.setSafe(start + i, values[i] ? 1 : 0);
    }
    lists.endValue(rows, values.length);
  }
}
