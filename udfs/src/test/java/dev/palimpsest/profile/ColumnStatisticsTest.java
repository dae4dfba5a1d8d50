package dev.palimpsest.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.profile.ColumnStatistics.Counted;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ColumnStatisticsTest {

  @Test
  void add_valuesOfOneColumn_countsThemByHand() {
    List<Counted> counted =
        ColumnsOfNumbers.counted(
            List.of(
                ColumnsOfNumbers.conversation(
                    "ann@mail.example.com", "n/a", "bob@mail.example.com"),
                ColumnsOfNumbers.conversation("ann@mail.example.com")));

    assertThat(counted)
        .extracting(Counted::column)
        .containsExactly(new Column("tool lookup arguments", "{\"page\"}"), ColumnsOfNumbers.VALUE);
    assertThat(counted.get(0).leaves()).isEqualTo(2);
    assertThat(counted.get(0).strings()).isZero();
    Counted values = counted.get(1);
    assertThat(values.leaves()).isEqualTo(4);
    assertThat(values.strings()).isEqualTo(4);
    assertThat(ColumnStatistics.distinct(values.values())).isEqualTo(3);
    assertThat(values.kinds()).isEqualTo(Map.of("EMAIL", new KindCounts(3, 0, 0, 0, 0, 0, 3, 0)));
  }

  @Test
  void add_keysOfRecords_areFoldedAndPersonalOnesHidden() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("line 1", "a");
    metadata.put("line 22", "b");
    metadata.put("ann.lee@mail.example.com", "c");
    metadata.put("feedback[0].comment", "{\"x\": {\"ann.lee@mail.example.com\": [1, 2]}}");
    Conversation conversation =
        new Conversation(
            List.of(
                Message.of(Role.USER, "prose is in no column"), Message.of(Role.USER, "[\"x\"]")),
            List.of(),
            metadata);

    assertThat(ColumnsOfNumbers.counted(List.of(conversation)))
        .extracting(counted -> counted.column().source() + counted.column().path())
        .containsExactly(
            "metadata\"@\"",
            "metadata\"feedback[#].comment\"{\"x\".\"@\"[]}",
            "metadata\"line #\"",
            "user content{[]}");
  }

  @Test
  void take_partsOfALake_addUpToTheWhole() {
    Random random = new Random(5);
    List<Conversation> lake = ColumnsOfNumbers.lake(100, i -> ColumnsOfNumbers.order(random));
    Counted whole = value(ColumnsOfNumbers.counted(lake));
    Counted left = value(ColumnsOfNumbers.counted(lake.subList(0, 37)));
    Counted right = value(ColumnsOfNumbers.counted(lake.subList(37, 100)));

    assertThat(left.leaves() + right.leaves()).isEqualTo(whole.leaves());
    assertThat(counts(left).plus(counts(right))).isEqualTo(counts(whole));
    long[] merged =
        LongStream.concat(LongStream.of(left.values()), LongStream.of(right.values()))
            .sorted()
            .distinct()
            .limit(ColumnStatistics.sketchSize())
            .toArray();
    assertThat(merged).isEqualTo(whole.values());
  }

  @Test
  void distinct_manyValues_isWithinFourDeviations() {
    Random random = new Random(6);
    Counted counted =
        value(
            ColumnsOfNumbers.counted(
                ColumnsOfNumbers.lake(1000, i -> ColumnsOfNumbers.digits(random, 12))));

    assertThat((double) ColumnStatistics.distinct(counted.values()))
        .isBetween(4000 * (1 - 4 * 0.13), 4000 * (1 + 4 * 0.13));
  }

  @Test
  void of_sameValue_isTheSameDecoyOfTheSameForm() {
    String decoy = Decoy.of("+1 (415) 555-2671");

    assertThat(Decoy.of("+1 (415) 555-2671")).isEqualTo(decoy);
    assertThat(decoy).isNotEqualTo("+1 (415) 555-2671");
    assertThat(decoy.replaceAll("[0-9]", "9")).isEqualTo("+9 (999) 999-9999");
    assertThat(Decoy.exists("no digit")).isFalse();
  }

  private static Counted value(List<Counted> counted) {
    return counted.stream()
        .filter(one -> one.column().equals(ColumnsOfNumbers.VALUE))
        .findFirst()
        .orElseThrow();
  }

  private static KindCounts counts(Counted counted) {
    return counted.kinds().getOrDefault("PHONE", KindCounts.NONE);
  }
}
