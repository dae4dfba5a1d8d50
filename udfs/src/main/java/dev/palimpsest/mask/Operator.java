package dev.palimpsest.mask;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/**
 * What takes the place of a value. A JSON number becomes 0 under all but {@link Keep}, so that it
 * stays a number.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Operator.Remove.class, name = "remove"),
  @JsonSubTypes.Type(value = Operator.Label.class, name = "label"),
  @JsonSubTypes.Type(value = Operator.Numbered.class, name = "numbered"),
  @JsonSubTypes.Type(value = Operator.Partial.class, name = "partial"),
  @JsonSubTypes.Type(value = Operator.Token.class, name = "token"),
  @JsonSubTypes.Type(value = Operator.Keep.class, name = "keep")
})
public sealed interface Operator extends Serializable {

  /** Nothing: the value is cut out. */
  record Remove() implements Operator {}

  /** The type: {@code <EMAIL>}. */
  record Label() implements Operator {}

  /**
   * The type and a number, {@code <PERSON_1>}: within one conversation the same value has the same
   * number, counted from 1 in the order of appearance. Says nothing across conversations.
   */
  record Numbered() implements Operator {}

  /**
   * The value with all but its ends starred out. Of a value that is not at least twice as long as
   * what is kept, nothing is.
   *
   * @param keepFirst letters and digits that stay at the start
   * @param keepLast letters and digits that stay at the end
   */
  record Partial(int keepFirst, int keepLast) implements Operator {
    public Partial {
      if (keepFirst < 0 || keepLast < 0 || keepFirst + keepLast > 8) {
        throw new IllegalArgumentException(
            "partial must keep 0 to 8 characters in all. Provided: keepFirst "
                + keepFirst
                + ", keepLast "
                + keepLast);
      }
    }
  }

  /**
   * A pseudonym, {@code EMAIL_k1_…}: the same for a value in all conversations of a tenant, of no
   * use without the key, see {@link Keyring#token}.
   */
  record Token() implements Operator {}

  /** The value stays; the finding is recorded as masked by "keep". */
  record Keep() implements Operator {}
}
