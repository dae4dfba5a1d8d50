package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.scrub.EntitySettings;
import dev.palimpsest.jobs.scrub.ScrubConfiguration;
import dev.palimpsest.jobs.scrub.ScrubJob;
import dev.palimpsest.jobs.scrub.VerifyScrub;
import dev.palimpsest.mask.KeyReference;
import dev.palimpsest.mask.PolicyReader;
import dev.palimpsest.ner.EntityFolder;
import dev.palimpsest.ner.EntityModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "scrub", description = "Mask the personal data of what collapse kept.")
final class ScrubCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--verify",
      description =
          "Mask nothing: apply the findings to the traces again, and fail where that does not give"
              + " what is in scrubbed, or where a new scan finds anything in it.")
  boolean verify;

  @Override
  public Integer call() {
    ScrubConfiguration configuration = configuration(options);
    try (SparkSession session = spark.session("scrub")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would scrub %s under policy %s", lake.root(), configuration.policy().name());
        return ExitCodes.DONE;
      }
      if (verify) {
        Console.counts("verified", new VerifyScrub(session, lake, configuration).run());
        return ExitCodes.DONE;
      }
      Console.counts("scrub", new ScrubJob(session, lake, configuration).run().counts());
      return ExitCodes.DONE;
    }
  }

  static ScrubConfiguration configuration(LakeOptions options) {
    Configuration file = options.configuration();
    Path policy = options.resolve(file.scrub().policy());
    try {
      return new ScrubConfiguration(
          PolicyReader.read(policy),
          JobRun.sha256(Files.readString(policy)),
          options.key(file),
          file.keys().tokens().equals("none")
              ? null
              : new KeyReference(file.keys().tokensVersion(), file.keys().tokens()),
          file.scrub().profile(),
          entities(options, file.scrub().ner()));
    } catch (IOException e) {
      throw new UserException(
          "The policy %s cannot be read (%s). Set scrub.policy to a file that can."
              .formatted(policy, e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException | EntityModelException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Looks at the files alone: executors load the model. */
  private static @Nullable EntitySettings entities(LakeOptions options, Configuration.Ner ner) {
    if (ner.model().equals("none")) {
      return null;
    }
    EntityFolder folder = EntityFolder.open(options.resolve(ner.model()), ner.labels());
    return new EntitySettings(folder.spec(), ner.threshold());
  }
}
