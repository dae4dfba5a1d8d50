package dev.palimpsest.pii;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.palimpsest.pii.check.ValueCheck;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How candidates of a {@link Rule} are found; each way has a scanner. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Search.Email.class, name = "email"),
  @JsonSubTypes.Type(value = Search.Digits.class, name = "digits"),
  @JsonSubTypes.Type(value = Search.Phone.class, name = "phone"),
  @JsonSubTypes.Type(value = Search.Identifier.class, name = "identifier"),
  @JsonSubTypes.Type(value = Search.Iban.class, name = "iban"),
  @JsonSubTypes.Type(value = Search.Ip.class, name = "ip"),
  @JsonSubTypes.Type(value = Search.Url.class, name = "url"),
  @JsonSubTypes.Type(value = Search.Wallet.class, name = "wallet"),
  @JsonSubTypes.Type(value = Search.Date.class, name = "date"),
  @JsonSubTypes.Type(value = Search.Name.class, name = "name"),
  @JsonSubTypes.Type(value = Search.PlaceName.class, name = "place"),
  @JsonSubTypes.Type(value = Search.Company.class, name = "company"),
  @JsonSubTypes.Type(value = Search.UrlUser.class, name = "url-user"),
  @JsonSubTypes.Type(value = Search.Keyword.class, name = "keyword"),
  @JsonSubTypes.Type(value = Search.Expression.class, name = "expression"),
  @JsonSubTypes.Type(value = Search.Phrase.class, name = "phrase"),
  @JsonSubTypes.Type(value = Search.Words.class, name = "words"),
  @JsonSubTypes.Type(value = Search.Year.class, name = "year"),
  @JsonSubTypes.Type(value = Search.Premise.class, name = "premise"),
  @JsonSubTypes.Type(value = Search.AddressLine.class, name = "address-line"),
  @JsonSubTypes.Type(value = Search.Labelled.class, name = "label"),
  @JsonSubTypes.Type(value = Search.PersonName.class, name = "person-name"),
  @JsonSubTypes.Type(value = Search.Street.class, name = "street")
})
public sealed interface Search {

  /** Outwards from an at-sign. */
  record Email() implements Search {}

  /**
   * A run of digits and separators.
   *
   * @param lengths the numbers of digits it may have
   * @param validator checks the digits
   * @param grouping the run as people write it, matched whole
   */
  record Digits(List<Integer> lengths, Validator validator, Pattern grouping) implements Search {
    public Digits {
      lengths = List.copyOf(lengths);
    }
  }

  /**
   * A run of digits that may be dialled.
   *
   * @param regions ISO 3166-1 codes of the countries whose national notation is understood; the
   *     first that accepts a number wins
   */
  record Phone(List<String> regions) implements Search {
    public Phone {
      regions = List.copyOf(regions);
    }
  }

  /**
   * Letters and digits in a fixed order, with or without separators.
   *
   * @param shapes of the value without separators: 9 a digit, A a letter, * either, {n} or {n,m}
   *     times the sign before
   * @param groups sizes of the groups that people write it in, such as {@code 3-2-4}; absent if
   *     with a word for it nearby any grouping will do
   * @param separators what may stand between groups; spaces and the signs {@code - . / + *} if
   *     absent; where they are given, a value without them has its length among the groups
   * @param pattern what the value without separators, in upper case, must match; absent if shape
   *     says all
   * @param check steps that it must all pass; absent if there is nothing to check
   */
  record Identifier(
      List<String> shapes,
      @Nullable List<String> groups,
      @Nullable String separators,
      @Nullable Pattern pattern,
      @Nullable List<ValueCheck> check)
      implements Search {
    public Identifier {
      shapes = List.copyOf(shapes);
      groups = groups == null ? null : List.copyOf(groups);
      check = check == null ? null : List.copyOf(check);
    }

    /** All checks; none if the shape is all that is known. */
    List<ValueCheck> checks() {
      return check == null ? List.of() : check;
    }

    /** Whether groups of any size will do where something else says what the value is. */
    boolean isLoose() {
      return groups == null || !checks().isEmpty();
    }

    boolean isSeparator(char c) {
      return separators == null ? c != ':' : separators.indexOf(c) >= 0;
    }

    /** Whether the value may be written without separators. */
    boolean isWhole(int length) {
      return separators == null || groups == null || groups.contains(Integer.toString(length));
    }
  }

  /** A country code, two check digits and the account behind them. */
  record Iban() implements Search {}

  /** Dotted quads, and groups of hexadecimal digits between colons. */
  record Ip() implements Search {}

  /**
   * A web address with a scheme, or a host name under a common top-level domain.
   *
   * @param domains top-level domains that a host name without a scheme may end in
   */
  record Url(List<String> domains) implements Search {
    public Url {
      domains = List.copyOf(domains);
    }
  }

  /** Addresses of crypto-currencies, which carry checksums of their own. */
  record Wallet() implements Search {}

  /** Capitalised words that are known names of people. */
  record Name() implements Search {}

  /** Capitalised words that name a town, a state or a country. */
  record PlaceName() implements Search {}

  /**
   * Capitalised words in front of a word for a kind of company.
   *
   * @param kinds such words
   */
  record Company(List<String> kinds) implements Search {
    public Company {
      kinds = List.copyOf(kinds);
    }
  }

  /** A calendar day in any notation. */
  record Date() implements Search {}

  /** User and password in front of the host of a URL. */
  record UrlUser() implements Search {}

  /** By an {@link EntityModel}; no rule of a book can ask for it. */
  record Model() implements Search {}

  /**
   * A keyword and a pattern close to it.
   *
   * @param keywords one of these stands in the match or right before it, in any case
   * @param pattern the value is its last group that took part, or all of it
   * @param reach how far behind the keyword the match may end, in UTF-16 units
   * @param entropy least Shannon entropy of the value, in bits per character
   */
  record Keyword(List<String> keywords, Pattern pattern, int reach, double entropy)
      implements Search {
    public Keyword {
      keywords = List.copyOf(keywords);
      if (keywords.isEmpty()) {
        throw new IllegalArgumentException("a keyword search needs keywords");
      }
    }
  }

  /**
   * A regular expression, tried everywhere: dearer than a keyword, and the only way for values that
   * no keyword announces. For rules of the user.
   *
   * @param pattern the value is its last group that took part, or all of it
   * @param check steps that the value, without separators and in upper case, must all pass; absent
   *     if there is nothing to check
   */
  record Expression(Pattern pattern, @Nullable List<ValueCheck> check) implements Search {
    public Expression {
      Required.key(pattern, "pattern of an expression");
      check = check == null ? null : List.copyOf(check);
    }

    /** All checks; none if the shape is all that is known. */
    List<ValueCheck> checks() {
      return check == null ? List.of() : check;
    }
  }

  /** What capitalised words may be. */
  enum Value {
    /** A name of a person: no common word in it. */
    PERSON,
    /** A name of anything else: not common words alone. */
    TITLE
  }

  /**
   * Capitalised words next to a turn of phrase. What it finds is shape only.
   *
   * @param before phrases that stand right in front of the value
   * @param after phrases that stand right behind it
   * @param value what the words may be
   */
  record Phrase(List<String> before, List<String> after, Value value) implements Search {
    public Phrase {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /**
   * Words that are themselves what is looked for, capitalised. What it finds is shape only.
   *
   * @param words in lower case
   */
  record Words(List<String> words) implements Search {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** A year after a word that a year follows, such as "since". Shape only. */
  record Year() implements Search {}

  /** A number, capitalised words and a number. Shape only. */
  record Premise() implements Search {}

  /**
   * A line of an address that stands line under line with the country last. Shape only.
   *
   * @param part which line
   */
  record AddressLine(AddressBlock.Part part) implements Search {}

  /**
   * A name for the value, as a JSON key or in text, and the value after it.
   *
   * @param shape what the value looks like
   * @param labels names for the value, as lower-case words
   * @param except longer names that end in a label and mean something else
   * @param cues phrases that the value follows without a separator
   */
  record Labelled(Shape shape, List<String> labels, List<String> except, List<String> cues)
      implements Search {
    public Labelled {
      labels = List.copyOf(labels);
      except = List.copyOf(except);
      cues = List.copyOf(cues);
    }
  }

  /**
   * A key or label "name" where it is a person's, which the rest of the object, the object's own
   * key, or the words nearby must say.
   *
   * @param people nouns for people: an object under one is a person
   * @param signs keys that only records of people have
   * @param things keys that only records of other things have
   */
  record PersonName(List<String> people, List<String> signs, List<String> things)
      implements Search {
    public PersonName {
      people = List.copyOf(people);
      signs = List.copyOf(signs);
      things = List.copyOf(things);
    }
  }

  /**
   * House number and street in running text.
   *
   * @param kinds words for streets that follow the name, as in "12 Elm Street"
   */
  record Street(List<String> kinds) implements Search {
    public Street {
      kinds = List.copyOf(kinds);
    }
  }
}
