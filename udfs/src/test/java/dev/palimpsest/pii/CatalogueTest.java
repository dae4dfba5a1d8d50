package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private final String page = Catalogue.markdown();

  @Test
  void markdown_always_hasEveryTypeAndEveryRuleOnce() {
    List<String> lines = page.lines().toList();

    assertThat(lines.stream().filter(line -> line.startsWith("### ")))
        .containsExactlyInAnyOrderElementsOf(
            RuleBook.standard().rules().stream().map(rule -> "### " + rule.id()).toList());
    assertThat(lines.stream().filter(line -> line.startsWith("## ")))
        .containsExactlyElementsOf(
            RuleBook.standard().types().stream().map(type -> "## " + type).toList());
  }

  @Test
  void markdown_always_hasEveryExampleAndSource() {
    for (Rule rule : RuleBook.standard().rules()) {
      for (String example : rule.match()) {
        assertThat(page).as(rule.id()).contains("- Example: " + Catalogue.code(example) + "\n");
      }
      for (String example : rule.reject()) {
        assertThat(page).as(rule.id()).contains("- Not: " + Catalogue.code(example) + "\n");
      }
    }
    assertThat(page.lines().filter(line -> line.startsWith("- Laid down in: ")))
        .hasSameSizeAs(RuleBook.standard().rules());
  }

  @Test
  void markdown_oneRule_isToldInFull() {
    Rule iban =
        RuleBook.standard().rules().stream()
            .filter(rule -> rule.search() instanceof Search.Iban)
            .findFirst()
            .orElseThrow();

    assertThat(Catalogue.markdown(List.of(iban)))
        .contains("1 types, 1 rules.\n\n## IBAN\n\n### iban\n\n- Region: any\n")
        .contains("- Check: length of the country and mod 97 (ISO 13616)\n- Tier: A alone;");
  }

  @Test
  void code_textWithBackticksAndBreaks_staysOneSpan() {
    assertThat(Catalogue.code("a `b`` c\nd")).isEqualTo("``` a `b`` c↵d ```");
    assertThat(Catalogue.code("plain")).isEqualTo("`plain`");
  }

  @Test
  void committedPage_always_isThatOfTheRuleBook() throws IOException {
    Path committed = Path.of(System.getProperty("palimpsest.home"), "docs", "catalogue.md");

    assertThat(Files.readString(committed))
        .as("write it again with: cluster/palimpsest catalogue > docs/catalogue.md")
        .isEqualTo(page);
  }
}
