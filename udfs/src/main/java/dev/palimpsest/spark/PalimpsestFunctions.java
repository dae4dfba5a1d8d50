package dev.palimpsest.spark;

import dev.palimpsest.mask.Policy;
import dev.palimpsest.mask.PolicyReader;
import dev.palimpsest.near.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.types.DataTypes;

/**
 * All SQL functions, with their types. Each takes strings, gives null for null, is deterministic,
 * and fails the query when a detector fails, rather than let a text through.
 *
 * <pre>
 * find_pii(text)    array&lt;struct&lt;path, start, end, type, tier, score, rule&gt;&gt;
 * mask_pii(text)    string
 * luhn_valid(text)  boolean
 * minhash(text)     array&lt;int&gt;, the signature that near copies are found by
 * band_keys(text)   array&lt;bigint&gt;, to join candidates of near copies on
 * near_jaccard(a, b), near_containment(a, b)  double, exact, on 5-word shingles
 * </pre>
 */
public final class PalimpsestFunctions {

  /** Configuration of Spark: a policy file, read where the session is built. */
  static final String POLICY = "spark.palimpsest.policy";

  private PalimpsestFunctions() {}

  /** Registers all functions; {@code mask_pii} follows {@code conf/policy/default.yaml}. */
  public static void register(SparkSession spark) {
    register(spark, PolicyReader.standard());
  }

  /**
   * Registers all functions.
   *
   * @param policy what {@code mask_pii} masks; {@code find_pii} knows its rules too
   * @throws IllegalArgumentException if the policy needs a key
   */
  public static void register(SparkSession spark, Policy policy) {
    all(policy).forEach(function -> function.register(spark.udf()));
  }

  /**
   * Makes all functions known to every session that is built with {@code extensions}, by the policy
   * in the file that {@value #POLICY} names, or the standard one.
   */
  static void inject(SparkSessionExtensions extensions) {
    SparkEnv environment = SparkEnv.get();
    String file = environment == null ? "" : environment.conf().get(POLICY, "");
    Policy policy = file.isEmpty() ? PolicyReader.standard() : read(Path.of(file));
    all(policy).forEach(function -> function.inject(extensions));
  }

  private static Policy read(Path file) {
    try {
      return PolicyReader.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(POLICY + " names a file that cannot be read: " + file, e);
    }
  }

  private static List<SqlFunction> all(Policy policy) {
    return List.of(
        SqlFunction.of("find_pii", new FindPii(policy.rules()), FindPii.FINDINGS),
        SqlFunction.of("mask_pii", new MaskPii(policy), DataTypes.StringType),
        SqlFunction.of("luhn_valid", new LuhnValid(), DataTypes.BooleanType),
        SqlFunction.of(
            "minhash", new MinHashOfText(), DataTypes.createArrayType(DataTypes.IntegerType)),
        SqlFunction.of("band_keys", new BandKeys(), DataTypes.createArrayType(DataTypes.LongType)),
        SqlFunction.of("near_jaccard", new TextOverlap(Comparison::jaccard), DataTypes.DoubleType),
        SqlFunction.of(
            "near_containment", new TextOverlap(Comparison::containment), DataTypes.DoubleType));
  }
}
