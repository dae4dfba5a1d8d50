package dev.palimpsest.profile;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
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

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
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
        if (isValid(value, region)) {
          dialled.add(region);
        }
      }
    }
    return dialled;
  }

  private boolean isValid(String value, String region) {
    try {
      return plans.isValidNumberForRegion(plans.parse(value, region), region);
    } catch (NumberParseException notANumber) {
      return false;
    }
  }
}
