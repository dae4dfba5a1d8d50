package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.demo.Demo;
import dev.palimpsest.jobs.demo.DemoListener;
import dev.palimpsest.jobs.demo.DemoResult;
import dev.palimpsest.jobs.demo.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "The whole chain on generated traces, on this machine, in some minutes.",
      "Exit 0, 20 or 21 as the verdict is PASS, FAIL or INCONCLUSIVE."
    })
final class DemoCommand implements Callable<Integer> {

  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "leaky",
      description = {
        "leaky: secrets repeated up to 16 times, many epochs.",
        "remedy: every secret at most once, few epochs.",
        "Default: ${DEFAULT-VALUE}."
      })
  Scenario scenario = Scenario.LEAKY;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "New or empty folder. Default: palimpsest-demo/SCENARIO below the working folder.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Path given =
        out != null ? out : Path.of("palimpsest-demo", scenario.name().toLowerCase(Locale.ROOT));
    Path folder = OutputFolder.make(given);
    try (var files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new UserException(
            "%s is not empty. Delete it, or give --out another folder.".formatted(folder));
      }
    }
    Path home = Path.of(System.getProperty("palimpsest.home", "."));
    try (SparkSession session = spark.session("demo")) {
      DemoResult result = new Demo(session, folder, home, scenario, seed, new Listener()).run();
      DemoSummary.of(result).forEach(StandardOutput::line);
      StandardOutput.flush();
      return result.verdict().outcome().exitCode();
    }
  }

  private static final class Listener implements DemoListener {

    private final Progress progress = new Progress("train");

    @Override
    public void step(String what) {
      progress.end();
      Console.say("» %s", what);
    }

    @Override
    public void counts(String job, Map<String, Long> counts) {
      progress.end();
      Console.counts("  " + job, counts);
    }

    @Override
    public void training(int step, int steps, double loss, double tokensPerSecond) {
      progress.at(
          step,
          steps,
          String.format(Locale.ROOT, "loss %.3f, %.0f tokens/s", loss, tokensPerSecond));
    }
  }
}
