package dev.palimpsest.ner;

import dev.palimpsest.pii.EntityType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of published models mean. Letter case, hyphens, underscores and spaces do not
 * count. Labels that name what rules find better, or nobody, mean nothing.
 */
final class LabelTable {

  /** In a configuration: the label means nothing. */
  static final String NONE = "none";

  private static final Map<String, Optional<EntityType>> KNOWN = new HashMap<>();

  static {
    put(EntityType.PERSON, "PER PERSON PERS NAME FULLNAME GIVENNAME SURNAME FIRSTNAME MIDDLENAME");
    put(EntityType.PERSON, "LASTNAME PATIENT DOCTOR STAFF HCW PRIVATEPERSON");
    put(EntityType.ADDRESS, "ADDRESS STREET STREETADDRESS STREETNAME BUILDINGNUM BUILDINGNUMBER");
    put(EntityType.ADDRESS, "SECONDARYADDRESS ZIPCODE ZIP POSTCODE POSTALCODE PRIVATEADDRESS");
    put(EntityType.LOCATION, "LOC LOCATION GPE FAC FACILITY CITY STATE COUNTY COUNTRY REGION");
    put(EntityType.ORGANIZATION, "ORG ORGANIZATION ORGANISATION COMPANY COMPANYNAME CORPORATION");
    put(EntityType.ORGANIZATION, "HOSPITAL VENDOR");
    put(null, "MISC CARDINAL ORDINAL DATE TIME EVENT LANGUAGE LAW MONEY NORP PERCENT PRODUCT");
    put(null, "QUANTITY WORKOFART");
  }

  private final Map<String, Optional<EntityType>> own = new HashMap<>();

  /**
   * @param own what labels mean by the user's configuration, which goes before the table: the name
   *     of an {@link EntityType}, or {@code none}
   * @throws EntityModelException if a meaning is neither
   */
  LabelTable(Map<String, String> own) {
    own.forEach((label, meaning) -> this.own.put(key(label), meaning(label, meaning)));
  }

  /**
   * What a label means, without the prefix that says where in an entity a token stands; empty for
   * nothing.
   *
   * @throws IllegalArgumentException if nobody knows
   */
  Optional<EntityType> type(String label) {
    Optional<EntityType> type = own.getOrDefault(key(label), KNOWN.get(key(label)));
    if (type == null) {
      throw new IllegalArgumentException("the label " + label + " is unknown");
    }
    return type;
  }

  /** The user's own labels that are none of these. */
  List<String> ownBeside(Collection<String> labels) {
    Set<String> keys = labels.stream().map(LabelTable::key).collect(Collectors.toSet());
    return own.keySet().stream().filter(label -> !keys.contains(label)).sorted().toList();
  }

  private static Optional<EntityType> meaning(String label, String meaning) {
    if (meaning.equalsIgnoreCase(NONE)) {
      return Optional.empty();
    }
    for (EntityType type : EntityType.values()) {
      if (type.name().equalsIgnoreCase(meaning)) {
        return Optional.of(type);
      }
    }
    throw new EntityModelException(
        "label %s must mean none, %s. Provided value: %s"
            .formatted(
                label,
                Arrays.stream(EntityType.values())
                    .map(Objects::toString)
                    .collect(Collectors.joining(", ")),
                meaning));
  }

  private static void put(@Nullable EntityType type, String labels) {
    for (String label : labels.split(" ")) {
      KNOWN.put(label, Optional.ofNullable(type));
    }
  }

  private static String key(String label) {
    return label.toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }
}
