package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressBlockTest {

  private static List<String> parts(String text) {
    return AddressBlock.read(text, AddressBlock.linesBefore(text, text.length())).stream()
        .map(found -> found.part() + " " + text.substring(found.start(), found.end()))
        .toList();
  }

  @Test
  void read_quotedBlock_namesEachLine() {
    assertThat(
            parts(
                "> Vsevolod Lamovec\n> Otc Markets\n> 228 Ringvej 144\n> Apt. 902\n> Qaqortoq\n> Denmark 9681"))
        .containsExactly(
            "POSTCODE 9681",
            "TOWN Qaqortoq",
            "STREET 228 Ringvej 144\n> Apt. 902",
            "PERSON Vsevolod Lamovec",
            "ORGANIZATION Otc Markets");
  }

  @Test
  void read_nameTwice_isThePersonBothTimes() {
    assertThat(parts("Ann Lamovec\nCityscan\nAnn Lamovec\n1 Ringvej 4\nQaqortoq\nDenmark"))
        .contains("PERSON Ann Lamovec", "ORGANIZATION Cityscan")
        .filteredOn("PERSON Ann Lamovec"::equals)
        .hasSize(2);
  }

  @Test
  void read_noCountryOrNoStreet_findsNothing() {
    assertThat(parts("Ann Lamovec\n228 Ringvej 144\nQaqortoq")).isEmpty();
    assertThat(parts("Ann Lamovec\nQaqortoq\nDenmark")).isEmpty();
  }

  @Test
  void linesBefore_twoBlankLines_endTheBlock() {
    String text = "far away\n\n\nnear\n\nlast";

    assertThat(AddressBlock.linesBefore(text, text.length()))
        .extracting(line -> text.substring(line[0], line[1]))
        .containsExactly("near", "last");
  }
}
