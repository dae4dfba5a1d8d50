package dev.palimpsest.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Brings the functions of {@link PalimpsestFunctions} into every session, for users of {@code
 * spark-sql}: {@code --conf spark.sql.extensions=dev.palimpsest.spark.PalimpsestExtensions}, with a
 * policy of their own: {@code --conf spark.palimpsest.policy=FILE}.
 */
public final class PalimpsestExtensions
    extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    PalimpsestFunctions.inject(extensions);
    return BoxedUnit.UNIT;
  }
}
