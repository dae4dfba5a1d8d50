package dev.palimpsest.jobs.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MaskCommandTest {

  @Test
  void call_versionWithoutAKey_isRefused() {
    assertThatThrownBy(() -> call("--key-version", "2"))
        .isInstanceOf(UserException.class)
        .hasMessage("--key-version needs a key: give --key REFERENCE too. Provided value: 2");
  }

  @Test
  void call_versionZero_isRefused() {
    assertThatThrownBy(() -> call("--key", "env:PATH", "--key-version", "0"))
        .isInstanceOf(UserException.class)
        .hasMessage("a key version must be at least 1. Provided: 0");
  }

  private static void call(String... arguments) throws IOException {
    MaskCommand command = new MaskCommand();
    Path policy = Path.of(System.getProperty("palimpsest.home", ".."), "conf/policy/default.yaml");
    new CommandLine(command).parseArgs(arguments);
    command.policy = policy;
    command.call();
  }
}
