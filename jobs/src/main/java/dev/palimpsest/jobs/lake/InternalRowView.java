package dev.palimpsest.jobs.lake;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.collection.mutable.Builder;

/**
 * One of Spark's own rows, read as a {@link Row}: a column becomes Java's when it is asked for, and
 * those that nobody asks for never do. A timestamp stays what Spark holds, microseconds. Good until
 * the next row, which Spark writes over this one.
 */
public final class InternalRowView implements Row {

  private static final long serialVersionUID = 1;

  private final transient InternalRow row;
  private final StructType schema;

  /**
   * @param schema of the row: strings, numbers, and structs, arrays and maps of those
   */
  public InternalRowView(InternalRow row, StructType schema) {
    this.row = row;
    this.schema = schema;
  }

  @Override
  public int length() {
    return schema.length();
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public int fieldIndex(String name) {
    return schema.fieldIndex(name);
  }

  @Override
  public boolean isNullAt(int column) {
    return row.isNullAt(column);
  }

  @Override
  public @Nullable Object get(int column) {
    DataType type = schema.fields()[column].dataType();
    return row.isNullAt(column) ? null : java(row.get(column, type), type);
  }

  @Override
  public Row copy() {
    return new InternalRowView(row.copy(), schema);
  }

  private static Object java(Object value, DataType type) {
    if (type instanceof StringType) {
      return value.toString();
    }
    if (type instanceof StructType struct) {
      return new InternalRowView((InternalRow) value, struct);
    }
    if (type instanceof ArrayType array) {
      return ConversationColumns.sequence(list((ArrayData) value, array.elementType()));
    }
    if (type instanceof MapType map) {
      return entries((MapData) value, map);
    }
    return value;
  }

  private static List<@Nullable Object> list(ArrayData array, DataType type) {
    int size = array.numElements();
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(array.isNullAt(i) ? null : java(array.get(i, type), type));
    }
    return list;
  }

  /**
   * The map that Spark's decoder makes too: rows read either way have their entries in one order.
   */
  private static Map<Object, @Nullable Object> entries(MapData map, MapType type) {
    List<@Nullable Object> keys = list(map.keyArray(), type.keyType());
    List<@Nullable Object> values = list(map.valueArray(), type.valueType());
    Builder<Tuple2<Object, @Nullable Object>, Map<Object, @Nullable Object>> entries =
        Map$.MODULE$.newBuilder();
    for (int i = 0; i < keys.size(); i++) {
      entries.$plus$eq(new Tuple2<>(keys.get(i), values.get(i)));
    }
    return entries.result();
  }

  /** Carries no content. */
  @Override
  public String toString() {
    return "InternalRowView[" + length() + " columns]";
  }
}
