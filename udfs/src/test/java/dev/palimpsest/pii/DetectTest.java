package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DetectTest {

  @Test
  void run_lines_writesFindingsInCodePoints() throws IOException {
    String in = "{\"id\":\"a\",\"text\":\"😀 jo@x.org\"}\n{\"id\":2,\"text\":\"nothing\"}\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long lines = Detect.run(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out);

    assertThat(lines).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"a\",\"findings\":[{\"type\":\"EMAIL\",\"start\":2,\"end\":10,\"tier\":\"A\","
                + "\"score\":0.8176}]}\n{\"id\":2,\"findings\":[]}\n");
  }
}
