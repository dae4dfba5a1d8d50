package dev.palimpsest.jobs.demo.trace;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What a conversation is about, as slots of the grammar: the goods, numbers and dates, and the
 * customer's values in the notation that this customer uses. Two people with an equal {@code
 * wording} generator get equal facts but for their personal values.
 */
final class Facts {

  private static final LocalDate TODAY = LocalDate.of(2025, 3, 1);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH);
  private static final List<DateTimeFormatter> BIRTH =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH));

  private static final List<String> WORDS =
      List.of(
          "product", "color", "carrier", "country", "plan", "weekday", "part_of_day", "bill_item");

  private final Customer customer;
  private final Identification identification;
  private final Map<String, String> slots = new LinkedHashMap<>();

  Facts(Customer customer, Identification identification, Grammar grammar, Random wording) {
    this.customer = customer;
    this.identification = identification;
    for (String word : WORDS) {
      slots.put(word, grammar.expand(word, Map.of(), wording));
    }
    slots.put("other_product", grammar.expand("product", Map.of(), wording));
    slots.put("new_plan", other("plan", grammar, wording));
    slots.put("hub", grammar.expand("town", Map.of(), wording));
    slots.put("new_city", grammar.expand("town", Map.of(), wording));
    slots.put("street_word", grammar.expand("street_name", Map.of(), wording));
    String product = slot("product");
    slots.put("good_word", product.substring(product.lastIndexOf(' ') + 1));
    numbers(wording);
    money(wording);
    dates(wording);
    personal(wording);
  }

  private String other(String word, Grammar grammar, Random wording) {
    String value = grammar.expand(word, Map.of(), wording);
    while (value.equals(slot(word))) {
      value = grammar.expand(word, Map.of(), wording);
    }
    return value;
  }

  private void numbers(Random wording) {
    number("days", 2, 12, wording);
    slots.put("days_more", String.valueOf(Integer.parseInt(slot("days")) + 3));
    number("months", 2, 22, wording);
    number("hours", 2, 9, wording);
    number("minutes", 5, 95, wording);
    number("percent", 11, 89, wording);
    number("warranty_years", 2, 4, wording);
    number("gigabytes", 3, 60, wording);
    number("speed", 100, 900, wording);
    number("speed_low", 2, 60, wording);
    number("errors", 12, 480, wording);
    number("attempts", 3, 8, wording);
    number("cents", 4, 29, wording);
    number("hour", 1, 8, wording);
    slots.put("hour_later", String.valueOf(Integer.parseInt(slot("hour")) + 3));
    number("year", 2015, 2024, wording);
    slots.put("order", "BL-" + (1000000 + wording.nextInt(9000000)));
    slots.put("reference", "R" + (10000 + wording.nextInt(90000)));
    slots.put("case", "C" + (10000 + wording.nextInt(90000)));
  }

  private void number(String slot, int low, int high, Random wording) {
    slots.put(slot, String.valueOf(low + wording.nextInt(high - low + 1)));
  }

  private void money(Random wording) {
    int usual = 1499 + 100 * wording.nextInt(50);
    int extra = 299 + wording.nextInt(6000);
    slots.put("price", dollars(2900 + 99 * wording.nextInt(800)));
    slots.put("small_price", dollars(499 + 100 * wording.nextInt(40)));
    slots.put("fee", dollars(100 + 50 * wording.nextInt(24)));
    slots.put("bill_usual", dollars(usual));
    slots.put("bill_extra", dollars(extra));
    slots.put("bill_total", dollars(usual + extra));
  }

  private static String dollars(int cents) {
    return String.format(Locale.ROOT, "$%d.%02d", cents / 100, cents % 100);
  }

  private void dates(Random wording) {
    slots.put("order_date", DAY.format(TODAY.minusDays(8 + wording.nextInt(20))));
    slots.put("scan_date", DAY.format(TODAY.minusDays(1 + wording.nextInt(7))));
    slots.put("deadline", DAY.format(TODAY.plusDays(5 + wording.nextInt(20))));
    slots.put("move_date", DAY.format(TODAY.plusDays(3 + wording.nextInt(60))));
    slots.put("bill_date", DAY.format(TODAY.minusDays(10 + wording.nextInt(60))));
    slots.put("month", MONTH.format(TODAY.minusMonths(wording.nextInt(6))));
  }

  private void personal(Random wording) {
    slots.put("first", customer.first());
    slots.put("last", customer.last());
    slots.put("full", customer.fullName());
    slots.put("email", customer.email());
    slots.put("phone", phone(customer.phone(), wording.nextInt(4)));
    slots.put("second_name", customer.companion());
    slots.put("second_phone", phone(customer.companionPhone(), wording.nextInt(4)));
    slots.put("address", customer.address().line());
    slots.put("new_address", customer.nextAddress().line());
    slots.put("dob", BIRTH.get(wording.nextInt(BIRTH.size())).format(customer.born()));
    slots.put("card", card(wording.nextInt(3)));
    slots.put("card_end", customer.cardEnd());
    slots.put("expiry", customer.expiry());
    slots.put("iban", wording.nextBoolean() ? customer.iban() : blocks(customer.iban()));
    slots.put("api_key", customer.apiKey());
    slots.put("identity_kind", identification.words());
    slots.put(
        "identity_value",
        switch (identification) {
          case EMAIL -> customer.email();
          case PHONE -> slot("phone");
          case CUSTOMER_ID -> customer.id();
        });
  }

  private static String phone(String digits, int notation) {
    String area = digits.substring(0, 3);
    String exchange = digits.substring(3, 6);
    String line = digits.substring(6);
    return switch (notation) {
      case 0 -> "(" + area + ") " + exchange + "-" + line;
      case 1 -> area + "-" + exchange + "-" + line;
      case 2 -> "+1 " + area + " " + exchange + " " + line;
      default -> area + "." + exchange + "." + line;
    };
  }

  private String card(int notation) {
    String digits = customer.card();
    return switch (notation) {
      case 0 -> digits;
      case 1 -> blocks(digits);
      default -> blocks(digits).replace(' ', '-');
    };
  }

  private static String blocks(String text) {
    return text.replaceAll("(.{4})(?=.)", "$1 ");
  }

  Customer customer() {
    return customer;
  }

  Identification identification() {
    return identification;
  }

  /** The value of one slot. */
  String slot(String name) {
    String value = slots.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no fact of this name: " + name);
    }
    return value;
  }

  /** All slots, in a fixed order. */
  Map<String, String> slots() {
    return slots;
  }
}
