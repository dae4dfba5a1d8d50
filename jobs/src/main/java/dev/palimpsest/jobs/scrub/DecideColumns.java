package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.lake.PathProfiles;
import dev.palimpsest.jobs.lake.PathStatistics;
import dev.palimpsest.profile.Column;
import dev.palimpsest.profile.ColumnStatistics.Counted;
import dev.palimpsest.profile.DecisionRule;
import dev.palimpsest.profile.KindCounts;
import dev.palimpsest.profile.TypeCounts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Counts of one column over the whole lake → its rows of {@link PathProfiles}, one per type. */
final class DecideColumns implements FlatMapFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  /** Column of the input: an array of the kinds with their counts. */
  static final String KINDS = "kinds";

  private final DecisionRule rule;
  private final String runId;

  DecideColumns(DecisionRule rule, String runId) {
    this.rule = rule;
    this.runId = runId;
  }

  @Override
  public Iterator<Row> call(Row column) {
    Counted counted = counted(column);
    List<Row> rows = new ArrayList<>();
    TypeCounts.of(counted)
        .forEach(
            (type, counts) ->
                rows.add(
                    RowFactory.create(
                        runId,
                        counted.column().source(),
                        counted.column().path(),
                        type,
                        rule.decide(counts).text(),
                        counts.leaves(),
                        counted.strings(),
                        counts.distinct(),
                        counts.own().tierA(),
                        counts.own().tierB(),
                        counts.own().tierC(),
                        counts.fittingShare(),
                        counts.chanceShare(),
                        counts.own().bare(),
                        counts.own().bareValid(),
                        counts.own().bareByChance())));
    return rows.iterator();
  }

  private static Counted counted(Row column) {
    SortedMap<String, KindCounts> kinds = new TreeMap<>();
    for (Row kind : column.<Row>getList(column.fieldIndex(KINDS))) {
      kinds.put(
          kind.getString(0),
          new KindCounts(
              kind.getLong(1),
              kind.getLong(2),
              kind.getLong(3),
              kind.getLong(4),
              kind.getLong(5),
              kind.getLong(6),
              kind.getLong(7),
              kind.getLong(8)));
    }
    return new Counted(
        new Column(column.getAs(PathStatistics.SOURCE), column.getAs(PathStatistics.PATH)),
        column.<Long>getAs(PathStatistics.LEAVES),
        column.<Long>getAs(PathStatistics.STRINGS),
        hashes(column, PathStatistics.VALUES),
        hashes(column, PathStatistics.STEMS),
        kinds);
  }

  private static long[] hashes(Row column, String field) {
    return column.<Long>getList(column.fieldIndex(field)).stream()
        .mapToLong(Long::longValue)
        .toArray();
  }
}
