package dev.palimpsest.profile;

import dev.palimpsest.pii.NumberingPlans;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * In which countries a value can be dialled as it stands. Nearly every number can in some country:
 * a column is one of telephone numbers if nearly all of its values can in the same.
 */
final class DialledRegions {

  private static final Pattern NUMBER = Pattern.compile("[+(]?[0-9](?:[ ()./-]{0,2}[0-9]){6,14}");

  private final NumberingPlans plans = new NumberingPlans();
  private final List<String> regions;

  /**
   * @param regions ISO 3166-1 codes
   */
  DialledRegions(List<String> regions) {
    this.regions = regions;
  }

  SortedSet<String> of(String value) {
    SortedSet<String> dialled = new TreeSet<>();
    if (NUMBER.matcher(value).matches()) {
      for (String region : regions) {
        if (plans.isOfRegion(value, region)) {
          dialled.add(region);
        }
      }
    }
    return dialled;
  }
}
