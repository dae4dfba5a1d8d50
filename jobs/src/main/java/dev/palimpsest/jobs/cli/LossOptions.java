package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.dedup.DedupConfiguration;
import java.util.List;
import picocli.CommandLine.Option;

/** Losses that somebody has looked at. */
final class LossOptions {

  @Option(
      names = "--accept-loss",
      paramLabel = "SOURCE",
      description =
          "A source (folder of its files) of which any share may go as copies in this run; can be given several times.")
  List<String> accepted = List.of();

  DedupConfiguration applied(DedupConfiguration configuration) {
    return configuration.accepting(accepted);
  }
}
