package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.PathStatistics;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.profile.ColumnStatistics;
import dev.palimpsest.profile.KindCounts;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Traces → counts of their columns, to be added up: rows of {@link #SCHEMA}. */
final class CountColumns implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  /** Columns that a task holds before it hands them on. */
  private static final int MOST_COLUMNS = 1 << 14;

  /** {@link PathStatistics} without the run. */
  static final StructType SCHEMA =
      new StructType(
          Arrays.stream(PathStatistics.SCHEMA.fields())
              .filter(field -> !field.name().equals(PathStatistics.RUN_ID))
              .toArray(StructField[]::new));

  private final ScrubConfiguration configuration;

  CountColumns(ScrubConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> traces) {
    PiiDetector detector = PiiDetector.with(configuration.policy().rules());
    Mac mac = mac();
    SortedMap<String, ColumnStatistics> batches = new TreeMap<>();
    return new Iterator<>() {
      private Iterator<Row> ready = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && traces.hasNext()) {
          Row trace = traces.next();
          batches
              .computeIfAbsent(
                  trace.getAs(Traces.RUN_ID), unseen -> new ColumnStatistics(detector, mac))
              .add(FeedbackComments.with(ConversationColumns.read(trace), trace));
          int columns = batches.values().stream().mapToInt(ColumnStatistics::size).sum();
          if (columns > MOST_COLUMNS || !traces.hasNext()) {
            ready = take(batches).iterator();
          }
        }
        return ready.hasNext();
      }

      @Override
      public Row next() {
        return ready.next();
      }
    };
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(configuration.key().derived("profile/v1"), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static List<Row> take(SortedMap<String, ColumnStatistics> batches) {
    List<Row> rows = new ArrayList<>();
    batches.forEach(
        (batch, statistics) -> statistics.take().forEach(counted -> addRows(batch, counted, rows)));
    return rows;
  }

  private static void addRows(String batch, ColumnStatistics.Counted counted, List<Row> rows) {
    String source = counted.column().source();
    String path = counted.column().path();
    List<Object> column = new ArrayList<>(List.of(batch, source, path, "", 1L));
    column.addAll(
        List.of(
            counted.leaves(), counted.strings(), list(counted.values()), list(counted.stems())));
    rows.add(row(column, KindCounts.NONE));
    counted
        .kinds()
        .forEach(
            (kind, counts) -> {
              List<Object> seen = new ArrayList<>(List.of(batch, source, path, kind));
              seen.addAll(List.of(0L, 0L, 0L, list(), list()));
              rows.add(row(seen, counts));
            });
  }

  private static Row row(List<Object> values, KindCounts counts) {
    values.addAll(
        List.of(
            counts.tierA(),
            counts.tierB(),
            counts.tierC(),
            counts.bare(),
            counts.bareValid(),
            counts.bareByChance(),
            counts.fitting(),
            counts.fittingByChance()));
    return RowFactory.create(values.toArray());
  }

  private static Object list(long... hashes) {
    return ConversationColumns.sequence(Arrays.stream(hashes).boxed().toList());
  }
}
