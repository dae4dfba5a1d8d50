package dev.palimpsest.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The manifests in {@code cluster/kubernetes} beside what the project has. */
class ManifestsTest {

  private static final Path HOME = Path.of(System.getProperty("palimpsest.home"));

  /** The fields of spark-operator's v1beta2 that the manifests use; another one is a mistake. */
  record SparkApplication(String apiVersion, String kind, Metadata metadata, Spec spec) {}

  record Metadata(String name, String namespace) {}

  record Spec(
      String type,
      String mode,
      String image,
      String imagePullPolicy,
      String sparkVersion,
      String mainClass,
      String mainApplicationFile,
      List<String> arguments,
      Map<String, String> sparkConf,
      RestartPolicy restartPolicy,
      List<Volume> volumes,
      Pod driver,
      Pod executor) {}

  record RestartPolicy(String type) {}

  record Volume(String name, Claim persistentVolumeClaim, ConfigMap configMap) {}

  record Claim(String claimName) {}

  record ConfigMap(String name) {}

  record Pod(
      int instances,
      int cores,
      String memory,
      String memoryOverhead,
      String serviceAccount,
      Map<String, String> nodeSelector,
      List<Toleration> tolerations,
      List<Variable> env,
      List<Mount> volumeMounts) {}

  record Toleration(String key, String operator, String effect) {}

  record Variable(String name, Source valueFrom) {}

  record Source(Reference secretKeyRef) {}

  record Reference(String name, String key) {}

  record Mount(String name, String mountPath) {}

  @ParameterizedTest
  @ValueSource(strings = {"ingest.yaml", "signals-gpu.yaml"})
  void manifest_everyName_isOneOfTheProject(String file) throws Exception {
    SparkApplication application = read(file);
    Spec spec = application.spec();
    String dockerfile = Files.readString(HOME.resolve("cluster/Dockerfile"));

    assertThat(application.apiVersion()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(application.kind()).isEqualTo("SparkApplication");
    assertThat(spec.type()).isEqualTo("Java");
    assertThat(spec.mode()).isEqualTo("cluster");
    assertThat(spec.sparkVersion()).isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
    assertThat(dockerfile).contains("apache/spark:" + spec.sparkVersion() + "-");
    assertThat(dockerfile).contains(" -t " + spec.image() + " ");
    assertThat(spec.mainClass()).isEqualTo(Palimpsest.class.getName());
    assertThat(spec.mainApplicationFile())
        .isEqualTo("local:///opt/palimpsest/lib/palimpsest-jobs.jar");
    assertThat(dockerfile)
        .contains("COPY jobs/target/palimpsest-jobs.jar /opt/palimpsest/lib/")
        .contains("COPY jobs/target/app/lib/*.jar /opt/palimpsest/lib/");
    assertThat(Files.readString(HOME.resolve("jobs/pom.xml")))
        .contains("<finalName>palimpsest-jobs</finalName>");
    assertThat(spec.sparkConf().get("spark.driver.extraClassPath"))
        .isEqualTo("/opt/palimpsest/lib/*")
        .isEqualTo(spec.sparkConf().get("spark.executor.extraClassPath"));
    // A gate that fails must not be tried again.
    assertThat(spec.restartPolicy().type()).isEqualTo("Never");
    for (Pod pod : List.of(spec.driver(), spec.executor())) {
      assertThat(spec.volumes())
          .extracting(Volume::name)
          .containsAll(pod.volumeMounts().stream().map(Mount::name).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest.yaml", "signals-gpu.yaml"})
  void manifest_arguments_areACommandOfTheProgram(String file) throws Exception {
    List<String> arguments = read(file).spec().arguments();
    CommandLine program =
        new CommandLine(Palimpsest.class).setCaseInsensitiveEnumValuesAllowed(true);

    CommandLine.ParseResult parsed = program.parseArgs(arguments.toArray(String[]::new));

    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(arguments.get(0));
  }

  @Test
  void signals_gpus_areAskedForInEveryPlace() throws Exception {
    Spec spec = read("signals-gpu.yaml").spec();

    assertThat(spec.arguments()).containsSubsequence("--gpus-per-executor", "1");
    assertThat(spec.sparkConf())
        .containsEntry("spark.executor.resource.gpu.amount", "1")
        .containsEntry("spark.executor.resource.gpu.vendor", "nvidia.com")
        .containsEntry("spark.task.resource.gpu.amount", "1")
        .containsEntry(
            "spark.executor.resource.gpu.discoveryScript", "/opt/palimpsest/cluster/gpu-discovery");
    assertThat(Files.readString(HOME.resolve("cluster/Dockerfile")))
        .contains("cluster/gpu-discovery /opt/palimpsest/cluster/gpu-discovery");
    assertThat(HOME.resolve("cluster/gpu-discovery")).exists();
    assertThat(spec.executor().nodeSelector()).containsEntry("nvidia.com/gpu.present", "true");
    assertThat(spec.executor().tolerations())
        .containsExactly(new Toleration("nvidia.com/gpu", "Exists", "NoSchedule"));
  }

  @Test
  void manifests_all_areTested() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("cluster/kubernetes"))) {
      assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
          .containsExactlyInAnyOrder("ingest.yaml", "signals-gpu.yaml");
    }
  }

  @Test
  void manifest_unknownField_isRefused() {
    assertThatThrownBy(
            () -> yaml().readValue("kind: SparkApplication\nsepc: {}\n", SparkApplication.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("\"sepc\"");
  }

  private static SparkApplication read(String file) throws IOException {
    return yaml()
        .readValue(HOME.resolve("cluster/kubernetes/" + file).toFile(), SparkApplication.class);
  }

  private static ObjectMapper yaml() {
    return new ObjectMapper(new YAMLFactory());
  }
}
