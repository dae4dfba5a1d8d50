package dev.palimpsest.jobs.demo.trace;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Invents people; no two share an id, a mail address, a phone number, a card or a key. */
final class Customers {

  /** Most people that can be told apart by their number in the reserved range. */
  static final int MAXIMUM = 3000;

  /** Prefixes of card numbers that payment providers publish for tests, with the full length. */
  private static final List<Map.Entry<String, Integer>> TEST_CARDS =
      List.of(
          Map.entry("424242", 16),
          Map.entry("411111", 16),
          Map.entry("555555", 16),
          Map.entry("601111", 16),
          Map.entry("378282", 15));

  private static final List<String> AREAS =
      List.of(
          ("202 205 213 215 216 267 303 305 312 313 314 316 401 402 404 408 412 414 415 425 "
                  + "480 501 503 504 505 512 515 520 602 603 605 612 614 617 702 704 801 802 804 919")
              .split(" "));

  private final Grammar grammar;
  private final Random random;
  private final Set<String> taken = new HashSet<>();

  Customers(Grammar grammar, Random random) {
    this.grammar = grammar;
    this.random = random;
  }

  List<Customer> invent(int count) {
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      customers.add(invent());
    }
    return customers;
  }

  private Customer invent() {
    String first = word("first_name");
    String last = word("last_name");
    return new Customer(
        unused(() -> "cust_" + Tokens.digits(8, random)),
        first,
        last,
        unused(() -> mail(first, last)),
        unused(this::phone),
        LocalDate.of(1945, 1, 1).plusDays(random.nextInt(60 * 365)),
        address(),
        address(),
        unused(this::card),
        String.format(Locale.ROOT, "%02d/%02d", 1 + random.nextInt(12), 26 + random.nextInt(5)),
        unused(this::iban),
        unused(() -> "sk_test_" + Tokens.alphanumeric(24, random)),
        word("first_name") + " " + word("last_name"),
        phone());
  }

  private Address address() {
    return new Address(
        1 + random.nextInt(2400) + " " + word("street_name") + " " + word("street_kind"),
        word("town"),
        word("state"),
        String.valueOf(10000 + random.nextInt(90000)));
  }

  private String mail(String first, String last) {
    String name =
        switch (random.nextInt(4)) {
          case 0 -> first + "." + last;
          case 1 -> first.charAt(0) + last + random.nextInt(100);
          case 2 -> first + "_" + last + Tokens.digits(2, random);
          default -> last + "." + first + random.nextInt(10);
        };
    return ascii(name) + "@example.com";
  }

  private static String ascii(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replace("ø", "o")
        .replace("Ø", "O")
        .replace("Ł", "L")
        .replaceAll("[^A-Za-z0-9._]", "")
        .toLowerCase(Locale.ROOT);
  }

  private String phone() {
    return AREAS.get(random.nextInt(AREAS.size())) + "55501" + Tokens.digits(2, random);
  }

  private String card() {
    Map.Entry<String, Integer> range = TEST_CARDS.get(random.nextInt(TEST_CARDS.size()));
    return CheckDigits.withLuhn(
        range.getKey() + Tokens.digits(range.getValue() - 1 - range.getKey().length(), random));
  }

  private String iban() {
    return random.nextBoolean()
        ? CheckDigits.iban("DE", Tokens.digits(18, random))
        : CheckDigits.iban("GB", "TEST" + Tokens.digits(14, random));
  }

  private String word(String rule) {
    return grammar.expand(rule, Map.of(), random);
  }

  private String unused(Supplier<String> value) {
    String candidate = value.get();
    while (!taken.add(candidate)) {
      candidate = value.get();
    }
    return candidate;
  }
}
