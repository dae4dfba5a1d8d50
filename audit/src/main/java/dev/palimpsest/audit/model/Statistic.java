package dev.palimpsest.audit.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A column of {@link TokenStatistics}, by the name that it has in files. */
public enum Statistic {
  LOGPROB("logprob"),
  MEAN("mean"),
  SD("sd"),
  ARGMAX("argmax"),
  RANK("rank"),
  LSE_TOP40("lse_top40");

  private final String column;

  Statistic(String column) {
    this.column = column;
  }

  /** Name in files. */
  public String column() {
    return column;
  }

  /** All of them. */
  public static Set<Statistic> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(Statistic.class));
  }

  /** Names of those in {@code statistics}, in the order of the columns, with commas. */
  public static String names(Set<Statistic> statistics) {
    return Arrays.stream(values())
        .filter(statistics::contains)
        .map(Statistic::column)
        .collect(Collectors.joining(", "));
  }
}
