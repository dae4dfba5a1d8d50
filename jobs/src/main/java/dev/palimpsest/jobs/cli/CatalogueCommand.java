package dev.palimpsest.jobs.cli;

import dev.palimpsest.pii.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "catalogue",
    description = "Print everything that is looked for, as Markdown. Without Spark.")
final class CatalogueCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    StandardOutput.stream().write(Catalogue.markdown().getBytes(StandardCharsets.UTF_8));
    StandardOutput.flush();
    return ExitCodes.DONE;
  }
}
