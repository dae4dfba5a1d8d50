package dev.palimpsest.jobs.lake;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Short words for schemas. */
final class Schemas {

  static final DataType STRING = DataTypes.StringType;
  static final DataType INTEGER = DataTypes.IntegerType;
  static final DataType LONG = DataTypes.LongType;
  static final DataType DOUBLE = DataTypes.DoubleType;
  static final DataType BOOLEAN = DataTypes.BooleanType;
  static final DataType TIMESTAMP = DataTypes.TimestampType;
  static final DataType BINARY = DataTypes.BinaryType;
  static final DataType STRING_MAP = DataTypes.createMapType(STRING, STRING, true);
  static final DataType LONG_MAP = DataTypes.createMapType(STRING, LONG, false);

  private Schemas() {}

  static StructField required(String name, DataType type) {
    return new StructField(name, type, false, Metadata.empty());
  }

  static StructField optional(String name, DataType type) {
    return new StructField(name, type, true, Metadata.empty());
  }

  static ArrayType list(DataType element) {
    return DataTypes.createArrayType(element, true);
  }

  static StructType struct(StructField... fields) {
    return new StructType(fields);
  }
}
