package io.kinora.verticles.cli;

import io.kinora.verticles.config.Setting;
import io.kinora.verticles.config.Settings;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinora settings}: what can be set. */
@Command(
    name = "settings",
    description = "Lists every setting with its meaning, default and range.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Setting<?> setting : Settings.ALL) {
      out.printf("%s = %s%n", setting.name(), setting.fallback());
      out.printf("    %s%n", setting.meaning());
      out.printf("    allowed: %s; variable: %s%n", setting.allowed(), setting.variable());
    }
  }
}
