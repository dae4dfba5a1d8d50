package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRunTest {
  private static final int EPOCHS = 4;
  private static final int STEPS = 8;

  @TempDir Path folder = Path.of("");

  @Test
  void run_stoppedAnywhere_endsWithTheSameWeightsAndLosses() throws IOException {
    Path data = data();
    TrainResult whole = run(options(data, "whole", 0.01), STEPS, STEPS + 1);
    for (int stop : new int[] {3, 4, 7}) {
      TrainOptions options = options(data, "stopped" + stop, 0.01);
      assertThatThrownBy(() -> run(options, 2, stop)).hasMessage("stopped at " + stop);
      List<Integer> steps = new ArrayList<>();
      TrainResult resumed = Train.run(options, new SaveInterval(2), step -> steps.add(step.step()));

      assertThat(steps.get(0)).as("first step after the save before %s", stop).isGreaterThan(1);
      assertThat(resumed.weightsSha256()).isEqualTo(whole.weightsSha256());
      assertThat(resumed.firstLoss()).isEqualTo(whole.firstLoss());
      assertThat(resumed.finalLoss()).isEqualTo(whole.finalLoss());
      assertThat(resumed.tokens()).isEqualTo(whole.tokens());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("data.jsonl", "whole", "stopped3", "stopped4", "stopped7");
    }
  }

  @Test
  void run_lowRankStopped_endsWithTheSameAdapter() throws IOException {
    Path data = data();
    run(options(data, "base", 0.01), STEPS, STEPS + 1);
    Start start = new Start.LowRank(folder.resolve("base"), 4, 8, List.of("q_proj", "v_proj"));
    TrainResult whole = run(options(data, "whole", start, 0.01), STEPS, STEPS + 1);
    TrainOptions options = options(data, "stopped", start, 0.01);
    assertThatThrownBy(() -> run(options, 3, 5)).hasMessage("stopped at 5");

    assertThat(run(options, 3, STEPS + 1).weightsSha256()).isEqualTo(whole.weightsSha256());
  }

  @Test
  void run_otherConfiguration_isRefusedByName() throws IOException {
    Path data = data();
    assertThatThrownBy(() -> run(options(data, "a", 0.01), 2, 4)).hasMessage("stopped at 4");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(options(data, "a", 0.02), 2, STEPS + 1))
        .withMessage(
            folder.resolve(".a.saved")
                + " holds a run of another configuration: optimization.learningRate is 0.01 there"
                + " and 0.02 here. Run that one to its end, give another out, or remove the"
                + " folder.");
  }

  @Test
  void run_damagedSave_isRefused() throws IOException {
    Path data = data();
    assertThatThrownBy(() -> run(options(data, "a", 0.01), 2, 4)).hasMessage("stopped at 4");
    Path tensors = folder.resolve(".a.saved").resolve("step-2.pt");
    byte[] bytes = Files.readAllBytes(tensors);
    bytes[bytes.length / 2] ^= 1;
    Files.write(tensors, bytes);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(options(data, "a", 0.01), 2, STEPS + 1))
        .withMessage(
            folder.resolve(".a.saved")
                + " is damaged: step-2.pt is not what was saved. Remove the folder to train from"
                + " the beginning.");
  }

  private Path data() throws IOException {
    return TinyRun.data(folder, TinyRun.SENTENCE, "Another one.", "A third.", "4 5 6", "7 8", "9");
  }

  private TrainOptions options(Path data, String out, double rate) {
    return options(data, out, new Start.Scratch(TinyRun.SIZE, 300), rate);
  }

  private TrainOptions options(Path data, String out, Start start, double rate) {
    return TinyRun.options(data, folder.resolve(out), start, EPOCHS, rate, 3);
  }

  /**
   * @param stop step at which the listener stops the run
   */
  private static TrainResult run(TrainOptions options, int saveEvery, int stop) throws IOException {
    return Train.run(
        options,
        new SaveInterval(saveEvery),
        step -> {
          if (step.step() == stop) {
            throw new IllegalStateException("stopped at " + stop);
          }
        });
  }
}
