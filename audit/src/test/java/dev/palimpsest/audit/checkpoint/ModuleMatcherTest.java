package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleMatcherTest {
  private static final List<String> MODULES =
      List.of(
          "model.layers.0.self_attn.q_proj",
          "model.layers.0.mlp.my_q_proj",
          "model.layers.12.self_attn.q_proj",
          "model.layers.12.mlp.up_proj",
          "lm_head");
  private final Path folder;

  ModuleMatcherTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"target_modules\":[\"q_proj\"]|0,2",
        "\"target_modules\":[\"self_attn.q_proj\",\"lm_head\"]|0,2,4",
        "\"target_modules\":\"all-linear\"|0,1,2,3",
        "\"target_modules\":\".*layers\\\\.0\\\\..*\"|0,1",
        "\"target_modules\":\"q_proj\"|",
        "\"target_modules\":[\"q_proj\"],\"layers_to_transform\":12|2",
        "\"target_modules\":[\"q_proj\"],\"layers_to_transform\":[0,1],\"layers_pattern\":\"layers\""
            + "|0",
        "\"target_modules\":\"all-linear\",\"exclude_modules\":[\"up_proj\"]|0,1,2",
      })
  void matches_selection_isThatOfPeft(String config, String expected) throws IOException {
    Path file = folder.resolve("adapter_config.json");
    Files.writeString(file, "{" + config + "}");
    ModuleMatcher matcher = ModuleMatcher.read(Settings.read(file));

    String matched =
        String.join(
            ",",
            MODULES.stream()
                .filter(module -> matcher.matches(module, "lm_head"))
                .map(module -> String.valueOf(MODULES.indexOf(module)))
                .toList());

    assertThat(matched).isEqualTo(expected == null ? "" : expected);
  }
}
