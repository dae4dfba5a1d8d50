package dev.palimpsest.spark;

import dev.palimpsest.mask.MaskText;
import dev.palimpsest.mask.Policy;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code mask_pii(text)}: the text masked as a policy says; null for null. */
final class MaskPii implements UDF1<String, String> {

  private static final long serialVersionUID = 1;

  private final Policy policy;
  private transient volatile @Nullable MaskText masker;

  MaskPii(Policy policy) {
    if (policy.needsKey()) {
      throw new IllegalArgumentException(
          "mask_pii has no key, so its policy must not mask with tokens. Provided policy: "
              + policy.name());
    }
    if (policy.refusesRows()) {
      throw new IllegalArgumentException(
          "mask_pii gives a text for every text, so its policy must not drop rows or send them to"
              + " quarantine. Provided policy: "
              + policy.name());
    }
    this.policy = policy;
  }

  @Override
  public @Nullable String call(@Nullable String text) {
    return text == null ? null : masker().mask(text);
  }

  /** Made where it is used, as cheap as a race to make it twice. */
  private MaskText masker() {
    MaskText made = masker;
    if (made == null) {
      made = new MaskText(policy, null);
      masker = made;
    }
    return made;
  }
}
