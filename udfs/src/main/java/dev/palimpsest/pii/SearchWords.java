package dev.palimpsest.pii;

import dev.palimpsest.pii.check.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Search} in words, for the {@link Catalogue}. */
final class SearchWords {

  private SearchWords() {}

  /** What candidates look like. */
  static String shape(Search search) {
    if (search instanceof Search.Identifier identifier) {
      List<String> parts = new ArrayList<>(identifier.shapes());
      String shape = code(parts);
      if (identifier.groups() != null) {
        shape += ", in groups " + code(identifier.groups());
      }
      return identifier.pattern() == null
          ? shape
          : shape + ", matching " + Catalogue.code(identifier.pattern().pattern());
    } else if (search instanceof Search.Digits digits) {
      return "%s digits, written as %s"
          .formatted(digits.lengths(), Catalogue.code(digits.grouping().pattern()));
    } else if (search instanceof Search.Keyword keyword) {
      return "a keyword ("
          + Catalogue.words(keyword.keywords())
          + ") with "
          + Catalogue.code(keyword.pattern().pattern());
    } else if (search instanceof Search.Expression expression) {
      return Catalogue.code(expression.pattern().pattern());
    } else if (search instanceof Search.Labelled labelled) {
      return "%s after a label or key (%s)"
          .formatted(
              labelled.shape().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              Catalogue.words(labelled.labels()));
    } else if (search instanceof Search.Phrase phrase) {
      List<String> phrases = new ArrayList<>(phrase.before());
      phrases.addAll(phrase.after());
      return "capitalised words beside a phrase (" + Catalogue.words(phrases) + ")";
    } else if (search instanceof Search.Words words) {
      return "one of the words " + Catalogue.words(words.words());
    } else if (search instanceof Search.Phone phone) {
      return "a number that may be dialled, international or of "
          + Catalogue.words(phone.regions());
    } else if (search instanceof Search.Url url) {
      return "a web address, or a host under " + Catalogue.words(url.domains());
    } else if (search instanceof Search.Company company) {
      return "capitalised words before " + Catalogue.words(company.kinds());
    } else if (search instanceof Search.Street street) {
      return "a house number and a street (" + Catalogue.words(street.kinds()) + ")";
    } else if (search instanceof Search.PersonName person) {
      return "a name under the key or label \"name\" of a person (" + words(person) + ")";
    } else if (search instanceof Search.AddressLine line) {
      return "the line of an address block that is its "
          + line.part().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    return plain(search);
  }

  private static String words(Search.PersonName person) {
    return Catalogue.words(person.people());
  }

  /** The kinds that have nothing to declare. */
  private static String plain(Search search) {
    if (search instanceof Search.Email) {
      return "a mailbox around an at-sign";
    } else if (search instanceof Search.Iban) {
      return "a country code, two check digits and an account";
    } else if (search instanceof Search.Ip) {
      return "a dotted quad, or hexadecimal groups between colons";
    } else if (search instanceof Search.Wallet) {
      return "an address of a crypto-currency";
    } else if (search instanceof Search.Name) {
      return "capitalised words that are known names of people";
    } else if (search instanceof Search.PlaceName) {
      return "capitalised words that name a town, a state or a country";
    } else if (search instanceof Search.Date) {
      return "a day of the calendar in any notation";
    } else if (search instanceof Search.UrlUser) {
      return "user and password before the host of a web address";
    } else if (search instanceof Search.Year) {
      return "a year after a word that a year follows";
    } else if (search instanceof Search.Premise) {
      return "a number, capitalised words and a number";
    }
    throw new IllegalStateException("no words for " + search.getClass().getSimpleName());
  }

  /** What a candidate must pass; empty if shape is all that is known. */
  static String check(Search search) {
    if (search instanceof Search.Identifier identifier) {
      return checks(identifier.checks());
    } else if (search instanceof Search.Expression expression) {
      return checks(expression.checks());
    } else if (search instanceof Search.Digits digits) {
      return digits.validator().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    } else if (search instanceof Search.Keyword keyword) {
      return keyword.entropy() > 0
          ? "at least %s bits of entropy per character".formatted(keyword.entropy())
          : "";
    } else if (search instanceof Search.Iban) {
      return "length of the country and mod 97 (ISO 13616)";
    } else if (search instanceof Search.Phone) {
      return "numbering plan of the region (libphonenumber)";
    } else if (search instanceof Search.Wallet) {
      return "checksum of the currency";
    }
    return "";
  }

  private static String checks(List<ValueCheck> checks) {
    return code(checks.stream().map(SearchWords::words).toList());
  }

  /** The check and its numbers; what it leaves out is not told. */
  private static String words(ValueCheck check) {
    return check
        .toString()
        .replaceAll("\\b\\w+=null(, )?", "")
        .replace(", ]", "]")
        .replace("Check[", " [")
        .replace(" []", "");
  }

  private static String code(List<String> values) {
    return String.join(", ", values.stream().map(Catalogue::code).toList());
  }
}
