package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.checkpoint.RegisterConfiguration;
import dev.palimpsest.jobs.checkpoint.RegisterJob;
import dev.palimpsest.jobs.lake.Lake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "register",
    description = "Register a checkpoint: what it is made of and what it was trained on.")
final class RegisterCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "Hugging Face folder; with adapters their base.")
  Path checkpoint = Path.of("");

  @Option(
      names = "--adapter",
      paramLabel = "DIR",
      description = "PEFT adapter; may be given several times.")
  List<Path> adapters = new ArrayList<>();

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Model before training, if it was trained whole.")
  @Nullable Path base;

  @Option(
      names = "--base-revision",
      paramLabel = "REVISION",
      description = "Immutable revision of the base.")
  @Nullable String baseRevision;

  @Option(
      names = "--corpus",
      paramLabel = "NAME[@VERSION]",
      description = "Corpus that it was trained on.")
  @Nullable String corpus;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "For people. Default: the folder's name.")
  @Nullable String name;

  @Option(names = "--owner", paramLabel = "WHO", description = "Who answers for it.")
  @Nullable String owner;

  @Override
  public Integer call() {
    Path last = (adapters.isEmpty() ? checkpoint : adapters.get(0)).toAbsolutePath().normalize();
    RegisterConfiguration configuration;
    try {
      configuration =
          new RegisterConfiguration(
              name == null ? String.valueOf(last.getFileName()) : name,
              checkpoint,
              adapters,
              base,
              baseRevision,
              corpus,
              owner);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
    try (SparkSession session = spark.session("register")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would register %s in %s", last, lake.root());
        return ExitCodes.DONE;
      }
      StandardOutput.line(new RegisterJob(session, lake, configuration).run());
      StandardOutput.flush();
      return ExitCodes.DONE;
    }
  }
}
