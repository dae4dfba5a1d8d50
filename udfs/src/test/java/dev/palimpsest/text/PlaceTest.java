package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {

  private final List<String> keys = List.of("a", "b c", "mail@x.org", "k".repeat(65));
  private final Place object = Place.field("messages[0].content").layer();

  @Test
  void path_hiddenKey_isItsNumber() {
    assertThat(object.member("a", 0, keys).path(member -> true))
        .isEqualTo("messages[0].content{\"@0\"}");
  }

  @Test
  void path_keysThatAreNoIdentifiers_areTheirNumbers() {
    assertThat(object.member("b c", 1, keys).path(m -> false)).endsWith("{\"@1\"}");
    assertThat(object.member("mail@x.org", 2, keys).path(m -> false)).endsWith("{\"@2\"}");
    assertThat(object.member(keys.get(3), 3, keys).path(m -> false)).endsWith("{\"@3\"}");
  }

  @Test
  void member_insideArraysAndLayers_isTheNearestKey() {
    Place outer = object.member("a", 0, keys);
    Place inner = outer.element(3).layer().member("x", 0, List.of("x"));

    assertThat(outer.element(3).layer().element(0).member()).isSameAs(outer);
    assertThat(inner.member()).isSameAs(inner);
    assertThat(inner.outerMember()).isSameAs(outer);
    assertThat(object.member()).isNull();
  }
}
