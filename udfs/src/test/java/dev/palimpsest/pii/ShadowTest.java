package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowTest {

  @Test
  void hides_addressAroundAMailbox_staysVisible() {
    List<Finding> found = PiiDetector.standard().find("see https://a.example.com/?u=jo@web.de now");

    assertThat(found).extracting(Finding::type).containsExactly("URL", "EMAIL");
  }

  @Test
  void hides_weakInsideStrong_isNotTold() {
    List<Finding> found = PiiDetector.standard().find("born on 1984-03-12 at noon");

    assertThat(found).extracting(Finding::type).containsExactly("DATE_OF_BIRTH");
  }

  @Test
  void find_hundredThousandStrongAndWeakFindings_endsSoon() {
    int rows = 60_000;
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      text.append("on 2024-05-20 u").append(row).append("@mail.example.org\n");
    }

    // Comparing each with each would take hours.
    List<Finding> found = PiiDetector.standard().find(text.toString());

    assertThat(found).filteredOn(finding -> finding.type().equals("EMAIL")).hasSize(rows);
    assertThat(found).filteredOn(finding -> finding.type().equals("DATE")).hasSize(rows);
  }
}
