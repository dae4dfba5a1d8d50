package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

/**
 * Any text as a trace might hold it, through all layers of JSON. The seeds run as tests; {@code
 * JAZZER_FUZZ=1 mvn -pl udfs test -Dtest=LeavesFuzzTest} searches on from them.
 */
class LeavesFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void of_anyText_offsetsLeadBackToWhereEachCharacterStands(byte[] bytes) {
    String text = FuzzText.of(bytes);
    List<Leaf> leaves = Leaves.of(Slot.plain(text));

    int done = 0;
    List<Edit> same = new ArrayList<>();
    for (Leaf leaf : leaves) {
      int length = leaf.text().length();
      assertThat(leaf.outermost(0)).isGreaterThanOrEqualTo(done);
      for (int i = 0; i < length; i++) {
        assertThat(leaf.outermost(i + 1)).isGreaterThan(leaf.outermost(i));
      }
      done = leaf.outermost(length);
      same.add(leaf.edit(0, length, leaf.text()));
    }
    assertThat(done).isLessThanOrEqualTo(text.length());

    // Put back in place of itself, every leaf is what it was.
    List<Leaf> again = Leaves.of(Slot.plain(Edit.apply(text, same)));
    assertThat(again).extracting(Leaf::text).isEqualTo(leaves.stream().map(Leaf::text).toList());
    assertThat(again)
        .extracting(leaf -> leaf.place().toString())
        .isEqualTo(leaves.stream().map(leaf -> leaf.place().toString()).toList());
  }
}
