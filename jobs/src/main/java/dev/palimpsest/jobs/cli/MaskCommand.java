package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.mask.KeyReference;
import dev.palimpsest.mask.Keyring;
import dev.palimpsest.mask.MaskText;
import dev.palimpsest.ner.EntityModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "mask", description = "Mask personal data in JSONL {id, text}. Without Spark.")
final class MaskCommand implements Callable<Integer> {

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Default: conf/policy/default.yaml of the installation.")
  @Nullable Path policy;

  @Option(
      names = "--key",
      paramLabel = "REFERENCE",
      description = "Key of pseudonyms, env:NAME or file:PATH, for policies that make tokens.")
  @Nullable String key;

  @Option(
      names = "--key-version",
      paramLabel = "N",
      description = "Version of the newest key at REFERENCE, written into tokens. Default: 1.")
  @Nullable Integer keyVersion;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: standard input.")
  @Nullable Path file;

  @Mixin NerOptions ner = new NerOptions();

  @Override
  public Integer call() throws IOException {
    try (EntityModels models = new EntityModels()) {
      return TextInput.each(file, work(models));
    }
  }

  TextInput.Work work(EntityModels models) {
    try {
      MaskText masker = new MaskText(Policies.masking(policy), keyring(), ner.open(models));
      return masker::run;
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable Keyring keyring() {
    if (key == null) {
      if (keyVersion != null) {
        throw new UserException(
            "--key-version needs a key: give --key REFERENCE too. Provided value: " + keyVersion);
      }
      return null;
    }
    return Keyring.open(new KeyReference(keyVersion == null ? 1 : keyVersion, key));
  }
}
