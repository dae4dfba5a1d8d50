package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.interference.HeldOutText;
import dev.palimpsest.audit.interference.Interference;
import dev.palimpsest.audit.interference.InterferenceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interference",
    description =
        "Held-out loss of the base, of each adapter alone and of their composition, by slice; without Spark.")
final class InterferenceCommand implements Callable<Integer> {

  @Mixin ModelOptions model = new ModelOptions();

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Most positions computed at once. Default: ${DEFAULT-VALUE}.")
  int batchTokens;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "JSONL {id, text, slice} that no adapter was trained on; default: standard input.")
  @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    return TextInput.each(
        file,
        (in, out) -> {
          Interference interference = new Interference(model.spec(), batchTokens, model.threads());
          InterferenceTable.write(interference.measure(HeldOutText.read(in)), out);
        });
  }
}
