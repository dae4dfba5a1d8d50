package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.lake.LakeKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command over a lake has. */
final class LakeOptions {

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the lake.")
  String lake = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration. Default: conf/palimpsest.yaml of the installation.")
  @Nullable Path config;

  @Option(
      names = "--dry-run",
      description = "Say what would be done, with the effective configuration; change nothing.")
  boolean dryRun;

  /** The effective configuration file. */
  Path configurationFile() {
    return config != null
        ? config
        : Path.of(System.getProperty("palimpsest.home", "."), "conf", "palimpsest.yaml");
  }

  Configuration configuration() {
    return YamlFile.read(configurationFile(), Configuration.class);
  }

  /** A path of the configuration: relative ones count from the configuration's folder. */
  Path resolve(String path) {
    Path folder = configurationFile().toAbsolutePath().getParent();
    return folder == null ? Path.of(path) : folder.resolve(path);
  }

  LakeKey key(Configuration configuration) {
    String reference = configuration.keys().lake();
    return reference.equals("user") ? LakeKey.ofUser() : new LakeKey(reference);
  }
}
