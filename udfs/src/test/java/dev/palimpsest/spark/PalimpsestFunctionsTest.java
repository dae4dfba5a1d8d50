package dev.palimpsest.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.mask.PolicyReader;
import dev.palimpsest.near.Fingerprint;
import dev.palimpsest.near.Fingerprinter;
import dev.palimpsest.near.SignatureSpec;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PalimpsestFunctionsTest {

  private static SparkSession spark;

  /** Functions come by configuration, and are serialised for real: nothing runs on the driver. */
  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.extensions", PalimpsestExtensions.class.getName())
            .config(
                "spark.sql.optimizer.excludedRules",
                "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation")
            .getOrCreate();
    spark
        .createDataset(
            Arrays.asList("😀 mail jo@x.org", "4111 1111 1111 1111", null), Encoders.STRING())
        .createOrReplaceTempView("texts");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void maskPii_texts_areMaskedAndNullStaysNull() {
    assertThat(strings("SELECT mask_pii(value) FROM texts"))
        .containsExactly("😀 mail <EMAIL_1>", "<CREDIT_CARD_1>", null);
  }

  @Test
  void findPii_text_givesPlacesInCodePoints() {
    List<Row> rows =
        spark
            .sql(
                "SELECT f.path, f.start, f.end, f.type, f.tier, f.rule FROM (SELECT"
                    + " explode(find_pii(value)) f FROM texts)")
            .collectAsList();

    assertThat(rows)
        .extracting(Row::mkString)
        .containsExactly("text715EMAILAemail", "text019CREDIT_CARDApayment-card");
  }

  @Test
  void luhnValid_texts_areChecked() {
    assertThat(strings("SELECT cast(luhn_valid(value) AS string) FROM texts"))
        .containsExactly("false", "true", null);
  }

  @Test
  void nearFunctions_twoTexts_areComparedAsDedupDoes() {
    // 8 and 10 words have 4 and 6 shingles, of which 4 are common.
    String both = "SELECT %s('a b c d e f g h', 'A  b c d e f g h i j')";
    assertThat(spark.sql(both.formatted("near_jaccard")).first().getDouble(0)).isEqualTo(4 / 6.0);
    assertThat(spark.sql(both.formatted("near_containment")).first().getDouble(0)).isOne();
    assertThat(spark.sql("SELECT near_jaccard('a', null)").first().isNullAt(0)).isTrue();
  }

  @Test
  void minhashAndBandKeys_texts_areThoseOfDedup() {
    Fingerprinter fingerprinter = new Fingerprinter(SignatureSpec.DEFAULT);
    Fingerprint fingerprint =
        fingerprinter.fingerprint(
            new Conversation(
                List.of(Message.of(Role.USER, "one two three four five six")),
                List.of(),
                Map.of()));
    int[] signature = fingerprinter.signature(fingerprint);

    Row row =
        spark
            .sql("SELECT minhash(t), band_keys(t) FROM VALUES ('one two three four five six') v(t)")
            .first();
    assertThat(row.<Integer>getList(0))
        .containsExactlyElementsOf(Arrays.stream(signature).boxed().toList());
    assertThat(row.<Long>getList(1))
        .containsExactlyElementsOf(
            Arrays.stream(fingerprinter.bandKeys(signature, fingerprint)).boxed().toList());
    assertThat(spark.sql("SELECT size(band_keys('  ')), minhash(null)").first().mkString(" "))
        .isEqualTo("0 null");
  }

  @Test
  void nearJaccard_wrongNumberOfArguments_isRefused() {
    assertThatThrownBy(() -> spark.sql("SELECT near_jaccard('a')"))
        .hasStackTraceContaining("near_jaccard takes 2 arguments, strings. Provided arguments: 1");
  }

  @Test
  void register_sessionWithoutExtension_hasTheFunctionsToo() {
    SparkSession other = spark.newSession();
    PalimpsestFunctions.register(other, PolicyReader.standard());

    assertThat(other.sql("SELECT mask_pii('jo@x.org')").first().getString(0))
        .isEqualTo("<EMAIL_1>");
  }

  @Test
  void register_policyWithARule_bothFunctionsKnowIt() {
    SparkSession other = spark.newSession();
    String yaml =
        "{name: t, otherwise: {tiers: {A: mask, B: mask, C: mask}, operator: {kind: remove}},"
            + " types: {}, rules: [{id: boiler, type: BOILER, search: {kind: expression, pattern:"
            + " '\\bboiler\\b'}, strength: STRONG, source: s, match: ['a ⟦boiler⟧'], reject:"
            + " ['boilers']}]}";
    PalimpsestFunctions.register(other, PolicyReader.parse(yaml));

    assertThat(other.sql("SELECT find_pii('the boiler')[0].type").first().getString(0))
        .isEqualTo("BOILER");
    assertThat(other.sql("SELECT mask_pii('the boiler')").first().getString(0)).isEqualTo("the ");
  }

  @Test
  void maskPii_wrongNumberOfArguments_isRefused() {
    assertThatThrownBy(() -> spark.sql("SELECT mask_pii('a', 'b')"))
        .hasStackTraceContaining("mask_pii takes one argument, a string. Provided arguments: 2");
  }

  @Test
  void register_policyWithTokens_isRefused() {
    String yaml =
        "{name: t, otherwise: {tiers: {A: mask, B: mask, C: mask}, operator: {kind: token}},"
            + " types: {}}";

    assertThatThrownBy(() -> PalimpsestFunctions.register(spark, PolicyReader.parse(yaml)))
        .hasMessage(
            "mask_pii has no key, so its policy must not mask with tokens. Provided policy: t");
  }

  @Test
  void register_policyThatDropsRows_isRefused() {
    String yaml =
        "{name: t, otherwise: {tiers: {A: mask, B: mask, C: mask}, operator: {kind: drop-row}},"
            + " types: {}}";

    assertThatThrownBy(() -> PalimpsestFunctions.register(spark, PolicyReader.parse(yaml)))
        .hasMessage(
            "mask_pii gives a text for every text, so its policy must not drop rows or send them to"
                + " quarantine. Provided policy: t");
  }

  private static List<String> strings(String sql) {
    return spark.sql(sql).collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}
