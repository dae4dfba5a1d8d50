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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "detect",
    description = "Find personal data in JSONL {id, text}; offsets in code points. Without Spark.")
final class DetectCommand implements Callable<Integer> {

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Policy whose rules are looked for besides the standard ones. Default: none.")
  @Nullable Path policy;

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
    UserRules rules = policy == null ? UserRules.NONE : Policies.masking(policy).rules();
    PiiDetector detector = PiiDetector.with(rules, ner.open(models));
    return (in, out) -> Detect.run(detector, in, out);
  }
}
