package dev.palimpsest.jobs.cli;

import dev.palimpsest.ner.EntityModels;
import dev.palimpsest.pii.Detect;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.UserRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "detect",
    description = "Find personal data in JSONL {id, text}; offsets in code points. Without Spark.")
final class DetectCommand implements Callable<Integer> {

  @Mixin NerOptions ner = new NerOptions();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: standard input.")
  @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    try (EntityModels models = new EntityModels()) {
      return TextInput.each(file, work(models));
    }
  }

  TextInput.Work work(EntityModels models) {
    PiiDetector detector = PiiDetector.with(UserRules.NONE, ner.open(models));
    return (in, out) -> Detect.run(detector, in, out);
  }
}
