package dev.palimpsest.profile;

import dev.palimpsest.pii.NumberingPlans;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which countries a value can be dialled as it stands. Nearly every number can in some country:
 * a column is one of telephone numbers if nearly all of its values can in the same. Days and prices
 * come back again and again, so the last values are remembered; one serves one thread.
 */
final class DialledRegions {

  private static final Pattern NUMBER = Pattern.compile("[+(]?[0-9](?:[ ()./-]{0,2}[0-9]){6,14}");

  private static final int SLOT_BITS = 12;

  private final NumberingPlans plans = new NumberingPlans();
  private final List<String> regions;
  private final @Nullable Dialled[] remembered = new Dialled[1 << SLOT_BITS];

  private record Dialled(String value, SortedSet<String> regions) {}

  /**
   * @param regions ISO 3166-1 codes
   */
  DialledRegions(List<String> regions) {
    this.regions = regions;
  }

  SortedSet<String> of(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return Collections.emptySortedSet();
    }
    int slot = (value.hashCode() ^ value.hashCode() >>> SLOT_BITS) & (1 << SLOT_BITS) - 1;
    Dialled last = remembered[slot];
    if (last == null || !last.value().equals(value)) {
      last = new Dialled(value, dialled(value));
      remembered[slot] = last;
    }
    return last.regions();
  }

  private SortedSet<String> dialled(String value) {
    SortedSet<String> dialled = new TreeSet<>();
    for (String region : regions) {
      if (plans.isOfRegion(value, region)) {
        dialled.add(region);
      }
    }
    return Collections.unmodifiableSortedSet(dialled);
  }
}
