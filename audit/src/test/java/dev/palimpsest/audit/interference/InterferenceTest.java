package dev.palimpsest.audit.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.AdapterUse;
import dev.palimpsest.audit.model.Composition;
import dev.palimpsest.audit.model.ComputeType;
import dev.palimpsest.audit.model.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterferenceTest {
  private static final Golden.Model LLAMA = Golden.Model.LLAMA;

  @ParameterizedTest
  @CsvSource({"CAT, cat-1-1, 1, 1", "CAT, cat-0.7-0.3, 0.7, 0.3", "LINEAR, linear-1-1, 1, 1"})
  void measure_slices_areThoseOfTheReference(
      Composition composition, String expected, double first, double second) {
    List<JsonNode> rows = Golden.lines(LLAMA.file("expected.jsonl"));
    List<HeldOutText> texts =
        IntStream.range(0, rows.size())
            .mapToObj(
                i ->
                    new HeldOutText(
                        "row" + i,
                        i % 3 == 2 ? Optional.empty() : Optional.of(i % 3 == 0 ? "b" : "a"),
                        rows.get(i).get("text").textValue()))
            .toList();

    List<SliceLosses> slices =
        new Interference(spec(composition, first, second), 512, 2).measure(texts);

    assertThat(slices).extracting(SliceLosses::slice).containsExactly("all", "a", "b");
    for (SliceLosses slice : slices) {
      int[] members =
          IntStream.range(0, rows.size())
              .filter(
                  i -> slice.slice().equals("all") || i % 3 == (slice.slice().equals("a") ? 1 : 0))
              .toArray();
      assertThat(slice.texts()).isEqualTo(members.length);
      assertThat(slice.base()).isCloseTo(loss(LLAMA.file("expected.jsonl"), members), within(1e-4));
      assertThat(slice.composition())
          .isCloseTo(
              loss(LLAMA.file("compositions/" + expected + ".expected.jsonl"), members),
              within(1e-4));
      if (first == 1 && second == 1) {
        for (int i = 0; i < 2; i++) {
          Path alone = LLAMA.file("adapters/" + adapters(composition).get(i) + ".expected.jsonl");
          assertThat(slice.adapters().get(i).loss()).isCloseTo(loss(alone, members), within(1e-4));
        }
      }
      assertThat(slice.adapters())
          .extracting(SliceLosses.Alone::weight)
          .containsExactly(first, second);
    }
  }

  @Test
  void interference_ofOneSlice_isOverTheBestAdapter() throws IOException {
    SliceLosses slice =
        new SliceLosses(
            "all",
            2,
            10,
            3,
            List.of(new SliceLosses.Alone("x", 1, 2.5), new SliceLosses.Alone("y", 0.5, 2)),
            2.75);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InterferenceTable.write(List.of(slice), out);

    assertThat(slice.interference()).isEqualTo(0.75);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"slice\":\"all\",\"texts\":2,\"tokens\":10,\"base\":3.0,\"adapters\":[{\"adapter\":\"x\",\"weight\":1.0,\"loss\":2.5},{\"adapter\":\"y\",\"weight\":0.5,\"loss\":2.0}],\"composition\":2.75,\"interference\":0.75}\n");
  }

  @Test
  void new_oneAdapter_isRefused() {
    ModelSpec one = ModelSpec.of(LLAMA.checkpoint(), LLAMA.adapter("qv-r4"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interference(one, 64, 1))
        .withMessage("interference is between at least two adapters. Provided: 1");
  }

  @Test
  void measure_noText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interference(spec(Composition.CAT, 1, 1), 64, 1).measure(List.of()))
        .withMessage("slice all has no predicted token; give texts of two tokens or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":1,\"text\":\"secret|line 2: not valid JSON",
        "{\"id\":1}|line 2: needs an id and a text, and a slice that is a string if there is one",
        "{\"id\":1,\"text\":\"x\",\"slice\":3}|line 2: needs an id and a text, and a slice that is a"
            + " string if there is one",
        "{\"id\":1,\"text\":\"x\",\"slice\":\"all\"}|line 2: slice must not be all, which counts"
            + " every text",
      })
  void read_lineThatIsWrong_isRefusedByNumber(String line, String message) {
    byte[] in = ("{\"id\":0,\"text\":\"y\"}\n" + line).getBytes(StandardCharsets.UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeldOutText.read(new ByteArrayInputStream(in)))
        .withMessage(message);
  }

  private static ModelSpec spec(Composition composition, double first, double second) {
    return new ModelSpec(
        LLAMA.checkpoint(),
        List.of(
            new AdapterUse(LLAMA.adapter(adapters(composition).get(0)), first),
            new AdapterUse(LLAMA.adapter(adapters(composition).get(1)), second)),
        composition,
        ModelSpec.Engine.LIBTORCH,
        ComputeType.FP32);
  }

  /** Those of the reference; the linear composition needs equal ranks. */
  private static List<String> adapters(Composition composition) {
    return switch (composition) {
      case CAT -> List.of("qv-r4", "all-linear-r8");
      case LINEAR -> List.of("qv-r4", "attention-r4");
    };
  }

  private static double loss(Path expected, int[] members) {
    List<JsonNode> rows = Golden.lines(expected);
    double sum = 0;
    long count = 0;
    for (int row : members) {
      JsonNode logprobs = rows.get(row).get("logprob");
      for (int i = 1; i < logprobs.size(); i++) {
        sum -= logprobs.get(i).doubleValue();
        count++;
      }
    }
    return sum / count;
  }
}
