package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.near.Fingerprint;
import dev.palimpsest.near.Fingerprinter;
import dev.palimpsest.near.SignatureSpec;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows of {@link Scrubbed} → rows of {@link Signatures}. */
final class MakeSignatures implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private static final StructType SCHEMA =
      new StructType()
          .add(Signatures.ROW_ID, DataTypes.StringType)
          .add(Signatures.OUTPUT_DIGEST, DataTypes.StringType)
          .add(Signatures.TURN_DIGESTS, DataTypes.createArrayType(DataTypes.StringType))
          .add(Signatures.SHINGLES, DataTypes.IntegerType)
          .add(Signatures.BANDS, DataTypes.createArrayType(DataTypes.LongType));

  private final SignatureSpec spec;

  private MakeSignatures(SignatureSpec spec) {
    this.spec = spec;
  }

  static Dataset<Row> of(Dataset<Row> scrubbed, SignatureSpec spec, String runId) {
    return scrubbed
        .select(col(Traces.ROW_ID), col(Scrubbed.OUTPUT_DIGEST), TurnColumns.turns())
        .mapPartitions(new MakeSignatures(spec), Encoders.row(SCHEMA))
        .withColumn(Signatures.SPEC_SHA256, lit(spec.digest()))
        .withColumn(Signatures.RUN_ID, lit(runId));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Fingerprinter fingerprinter = new Fingerprinter(spec);
    Iterable<Row> each = () -> rows;
    Stream<Row> signatures =
        StreamSupport.stream(each.spliterator(), false).map(row -> signature(fingerprinter, row));
    return signatures.iterator();
  }

  private static Row signature(Fingerprinter fingerprinter, Row row) {
    Fingerprint fingerprint = fingerprinter.fingerprint(TurnColumns.read(row, 2));
    long[] bands = fingerprinter.bandKeys(fingerprinter.signature(fingerprint), fingerprint);
    return RowFactory.create(
        row.getString(0),
        row.getString(1),
        ConversationColumns.sequence(fingerprint.turns()),
        fingerprint.shingles().length,
        ConversationColumns.sequence(Arrays.stream(bands).boxed().toList()));
  }
}
