package dev.palimpsest.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SessionFactoryTest {

  @Test
  void master_nothingGiven_isThisMachine() {
    assertThat(SessionFactory.master(null, new SparkConf(false))).isEqualTo("local[*]");
  }

  @Test
  void master_givenBySparkSubmit_isKept() {
    SparkConf submitted = new SparkConf(false).set("spark.master", "k8s://https://cluster:6443");

    assertThat(SessionFactory.master(null, submitted)).isEqualTo("k8s://https://cluster:6443");
  }

  @Test
  void master_givenByCommandToo_commandWins() {
    SparkConf submitted = new SparkConf(false).set("spark.master", "yarn");

    assertThat(SessionFactory.master("local[2]", submitted)).isEqualTo("local[2]");
  }

  @Test
  void settings_propertiesOfSpark_areRead() {
    System.setProperty("spark.master", "spark://operator:7077");
    try {
      assertThat(SessionFactory.master(null, SessionFactory.settings()))
          .isEqualTo("spark://operator:7077");
    } finally {
      System.clearProperty("spark.master");
    }
  }

  @Test
  void masterOption_notGiven_leavesItToSpark() {
    assertThat(parsed().spark.master).isNull();
  }

  @Test
  void masterOption_launchersProperty_isItsDefault() {
    System.setProperty("palimpsest.master", "spark://launcher:7077");
    try {
      assertThat(parsed().spark.master).isEqualTo("spark://launcher:7077");
      assertThat(parsed("--master", "yarn").spark.master).isEqualTo("yarn");
    } finally {
      System.clearProperty("palimpsest.master");
    }
  }

  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin SparkOptions spark = new SparkOptions();
  }

  private static AnyCommand parsed(String... arguments) {
    AnyCommand command = new AnyCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }
}
