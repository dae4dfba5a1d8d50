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
  @JsonSubTypes.Type(value = Operator.Surrogate.class, name = "surrogate"),
  @JsonSubTypes.Type(value = Operator.FormatPreserving.class, name = "format-preserving"),
  @JsonSubTypes.Type(value = Operator.DateShift.class, name = "date-shift"),
  @JsonSubTypes.Type(value = Operator.Generalise.class, name = "generalise"),
  @JsonSubTypes.Type(value = Operator.Quarantine.class, name = "quarantine"),
  @JsonSubTypes.Type(value = Operator.DropRow.class, name = "drop-row"),
  @JsonSubTypes.Type(value = Operator.Keep.class, name = "keep")
})
public sealed interface Operator extends Serializable {

  /** Whether it needs a {@link Keyring}. */
  default boolean needsKey() {
    return this instanceof Token
        || (this instanceof Numbered numbered && numbered.scope() != Scope.ROW)
        || this instanceof Surrogate
        || this instanceof FormatPreserving
        || this instanceof DateShift;
  }

  /** Whether it keeps the whole conversation back, so that nothing is masked. */
  default boolean refusesRow() {
    return this instanceof Quarantine || this instanceof DropRow;
  }

  /** Nothing: the value is cut out. */
  record Remove() implements Operator {}

  /** The type: {@code <EMAIL>}. */
  record Label() implements Operator {}

  /**
   * The type and a number, {@code <PERSON_1>}.
   *
   * @param scope where the same value has the same number; within a row numbers count from 1 in the
   *     order of appearance, in a wider scope they have 12 digits and come from a keyed hash, see
   *     {@link Keyring#number}; a policy that says nothing means a row
   */
  record Numbered(Scope scope) implements Operator {}

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
   * A pseudonym, {@code EMAIL_k1_…}, of no use without the key, see {@link Keyring#token}.
   *
   * @param scope where the same value has the same token; a policy that says nothing means a tenant
   */
  record Token(Scope scope) implements Operator {}

  /**
   * A made-up value of the same kind, from ranges that nobody is given: mail at {@code example.com}
   * (RFC 2606), numbers 555-01xx, networks for documentation (RFC 5737, RFC 3849), social security
   * numbers from 900 on, card numbers of a test range. Never the value itself. Kinds without such a
   * range get a {@link Token}.
   *
   * @param scope where the same value has the same surrogate; a policy that says nothing means a
   *     tenant
   */
  record Surrogate(Scope scope) implements Operator {}

  /**
   * Digits and letters encrypted in place (FF1, NIST SP 800-38G): the length and the separators
   * stay, and whoever has the key can undo it. A value with too few possibilities to hide among,
   * below a million, gets a {@link Token}.
   */
  record FormatPreserving() implements Operator {}

  /**
   * The date moved by a number of days that is secret and the same for all dates of one subject, so
   * that intervals stay. What is no date gets a {@link Token}.
   *
   * @param days the farthest that a date moves, either way
   */
  record DateShift(int days) implements Operator {
    public DateShift {
      if (days < 1 || days > 36_500) {
        throw new IllegalArgumentException(
            "date-shift days must be in [1, 36500]. Provided value: " + days);
      }
    }
  }

  /**
   * Less exact: of a date the year, of an age ten years (90 and more together, 45 CFR
   * 164.514(b)(2)(i)(C)), of a US postcode three digits, of an address of a machine its network. Of
   * anything else the type.
   */
  record Generalise() implements Operator {}

  /**
   * The whole conversation goes to quarantine and nothing of it is written. One finding that is to
   * be masked is enough, also where another type overlaps it and wins.
   */
  record Quarantine() implements Operator {}

  /**
   * The whole conversation is taken out of the corpus, with a decision that names the type; wins
   * over {@link Quarantine}. One finding that is to be masked is enough, as there.
   */
  record DropRow() implements Operator {}

  /** The value stays; the finding is recorded as masked by "keep". */
  record Keep() implements Operator {}
}
