package dev.palimpsest.jobs;

import dev.palimpsest.jobs.testing.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Pipeline} of the JVM, as a parameter; it goes when the JVM does. */
final class PipelineExtension implements ParameterResolver {

  private record Ran(Pipeline pipeline) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      FileUtils.deleteDirectory(pipeline.folder.toFile());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Pipeline.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Ran.class, type -> run(context), Ran.class)
        .pipeline();
  }

  private static Ran run(ExtensionContext context) {
    try {
      Path folder = Files.createTempDirectory("pipeline");
      return new Ran(new Pipeline(SparkExtension.session(context), folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
