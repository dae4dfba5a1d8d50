package dev.palimpsest.pii.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One step of checking a value. Positions count from 1, as the laws that define numbers do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LuhnCheck.class, name = "luhn"),
  @JsonSubTypes.Type(value = WeightedCheck.class, name = "weighted"),
  @JsonSubTypes.Type(value = RemainderCheck.class, name = "remainder"),
  @JsonSubTypes.Type(value = Iso7064Check.class, name = "iso7064"),
  @JsonSubTypes.Type(value = VerhoeffCheck.class, name = "verhoeff"),
  @JsonSubTypes.Type(value = DateCheck.class, name = "date"),
  @JsonSubTypes.Type(value = PartsCheck.class, name = "parts"),
  @JsonSubTypes.Type(value = AnyCheck.class, name = "any"),
  @JsonSubTypes.Type(value = SpecialCheck.class, name = "special")
})
public sealed interface ValueCheck
    permits LuhnCheck,
        WeightedCheck,
        RemainderCheck,
        Iso7064Check,
        VerhoeffCheck,
        DateCheck,
        PartsCheck,
        AnyCheck,
        SpecialCheck {

  /**
   * Checks a value.
   *
   * @param value without separators, in upper case, all digits ASCII
   */
  Check check(String value);

  /** The first answer of several checks that is not {@link Check#OK}. */
  static Check all(List<ValueCheck> checks, String value) {
    // Without an iterator: this runs for every candidate.
    for (int i = 0; i < checks.size(); i++) {
      Check answer = checks.get(i).check(value);
      if (answer != Check.OK) {
        return answer;
      }
    }
    return Check.OK;
  }
}
