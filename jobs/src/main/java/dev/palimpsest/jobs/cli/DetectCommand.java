package dev.palimpsest.jobs.cli;

import dev.palimpsest.pii.Detect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "detect",
    description = "Find personal data in JSONL {id, text}; offsets in code points. Without Spark.")
final class DetectCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: standard input.")
  @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    return TextInput.each(file, Detect::run);
  }
}
