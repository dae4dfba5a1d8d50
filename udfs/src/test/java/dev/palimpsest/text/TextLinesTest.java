package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLinesTest {

  @Test
  void each_lines_writesOneForEachInOrder() throws IOException {
    String in = "{\"id\":\"a\",\"text\":\"Zoë\",\"more\":1}\n\n{\"id\":7,\"text\":\"x\\ny\"}\n";

    assertThat(each(in.getBytes(StandardCharsets.UTF_8))).isEqualTo("\"a\" 3\n7 3\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"id\":\"a\",\"text\":\"Jane Roe}; line 2 is not JSON at column 28",
        "{\"text\":\"Jane\"}; line 2 needs an \"id\" that is a string or a number",
        "{\"id\":1,\"text\":[\"Jane\"]}; line 2 needs a \"text\" that is a string",
        "[1] 2; line 2 is not JSON at column 5",
      })
  void each_lineOfAnotherForm_isRefusedWithoutItsText(String line, String message) {
    byte[] in = ("{\"id\":0,\"text\":\"\"}\n" + line).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> each(in))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message)
        .hasNoCause();
  }

  @Test
  void each_bytesThatAreNotUtf8_isRefused() {
    byte[] in = {'{', (byte) 0xff, '}'};

    assertThatThrownBy(() -> each(in)).hasMessage("line 1 is not UTF-8; convert the file");
  }

  private static String each(byte[] in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TextLines.each(
        new ByteArrayInputStream(in), out, line -> line.id() + " " + line.text().length());
    return out.toString(StandardCharsets.UTF_8);
  }
}
