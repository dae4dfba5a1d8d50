package dev.palimpsest.spark;

import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.UserRules;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** {@code find_pii(text)}: the findings in a text, in its order; null for null. */
final class FindPii implements UDF1<String, Row[]> {

  private static final long serialVersionUID = 1;

  /** What a finding is in SQL: places in code points, and never a value. */
  static final StructType FINDING =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("start", DataTypes.IntegerType, false)
          .add("end", DataTypes.IntegerType, false)
          .add("type", DataTypes.StringType, false)
          .add("tier", DataTypes.StringType, false)
          .add("score", DataTypes.DoubleType, false)
          .add("rule", DataTypes.StringType, false);

  static final ArrayType FINDINGS = DataTypes.createArrayType(FINDING, false);

  private final UserRules rules;

  /**
   * @param rules looked for besides the standard ones
   */
  FindPii(UserRules rules) {
    this.rules = rules;
  }

  @Override
  public Row @Nullable [] call(@Nullable String text) {
    if (text == null) {
      return null;
    }
    List<Finding> findings = PiiDetector.with(rules).find(text);
    return findings.stream().map(FindPii::row).toArray(Row[]::new);
  }

  private static Row row(Finding finding) {
    return RowFactory.create(
        finding.path(),
        finding.startCodePoint(),
        finding.endCodePoint(),
        finding.type(),
        finding.tier().name(),
        finding.score(),
        finding.rule());
  }
}
