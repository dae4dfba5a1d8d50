package dev.palimpsest.pii;

import java.util.List;
import java.util.Random;

/** Texts of pieces that scanners look for, pieces of them, and what breaks them. */
final class RandomTexts {

  private static final List<String> PIECES =
      List.of(
          "Anna",
          "Peter",
          "Smith",
          "name",
          "Name:",
          "user id",
          "users",
          "phone",
          "password",
          "is",
          "4111111111111111",
          "jane.doe@acme.org",
          "DE89370400440532013000",
          "GB 29 NWBK 6016",
          "https://x.org/a?b=c",
          "://",
          "192.168.10.11",
          "fe80::1",
          "12:30",
          "1985-03-02",
          "March 3, 1999",
          "3rd of may 2001",
          "12 jun",
          "078-05-1120",
          "12 Elm Street",
          "Dr.",
          "+1 212 555 0123",
          "key-0123456789abcdef0123456789abcdef",
          "SK",
          "00",
          "é",
          "Ñ",
          "ß",
          "中",
          "ＡＢ",
          "１２",
          "٣",
          "\u200b",
          "\u00ad",
          "%41",
          "%",
          "&amp;",
          "&",
          "@",
          ".",
          ":",
          "_",
          "-",
          "/",
          "=",
          "\"",
          "'",
          "’",
          " ",
          " ",
          " ",
          ", ",
          "\n",
          "a",
          "Z",
          "7",
          "42",
          "2020",
          "abcdef");

  private RandomTexts() {}

  static String next(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces) + 1; i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      if (random.nextInt(3) == 0) {
        text.append(' ');
      }
    }
    return text.toString();
  }
}
