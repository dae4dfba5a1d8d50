package dev.palimpsest.jobs.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.lake.JobRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void next_lineEnds_areNoPartOfTheLine() throws IOException {
    assertThat(texts("a\r\nb\n\n\rc\r\rd\r")).containsExactly("a", "b", "", "\rc\r\rd\r");
  }

  @Test
  void next_byteOrderMark_isDroppedFromTextAndDigest() throws IOException {
    LineReader.Line line = reader("\uFEFFa\n").next();

    assertThat(line.bytes()).isEqualTo("a".getBytes(UTF_8));
    assertThat(line.sha256()).isEqualTo(JobRun.sha256("a"));
  }

  @Test
  void next_oneByteAtATime_isTheSame() throws IOException {
    String text = "first\r\nsecond\r\r\nthird";
    List<InputStream> bytes = new ArrayList<>();
    for (byte b : text.getBytes(UTF_8)) {
      bytes.add(new ByteArrayInputStream(new byte[] {b}));
    }
    LineReader slow = new LineReader(new SequenceInputStream(Collections.enumeration(bytes)), 1);

    assertThat(texts(slow)).isEqualTo(texts(text));
  }

  @Test
  void next_longLine_isHashedAndSkipped() throws IOException {
    String large = "x".repeat(LineReader.MAX_LINE + 1);
    LineReader reader = reader(large + "\nb\n");

    LineReader.Line first = reader.next();
    assertThat(first.state()).isEqualTo(LineReader.State.TOO_LARGE);
    assertThat(first.sha256()).isEqualTo(JobRun.sha256(large));
    LineReader.Line second = reader.next();
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.bytes()).isEqualTo("b".getBytes(UTF_8));
  }

  private static LineReader reader(String text) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), 1);
  }

  private static List<String> texts(String text) throws IOException {
    return texts(reader(text));
  }

  private static List<String> texts(LineReader reader) throws IOException {
    List<String> texts = new ArrayList<>();
    for (var line = reader.next(); line != null; line = reader.next()) {
      texts.add(new String(line.bytes(), UTF_8));
    }
    return texts;
  }
}
