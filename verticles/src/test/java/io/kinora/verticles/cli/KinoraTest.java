package io.kinora.verticles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.config.Setting;
import io.kinora.verticles.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line as a person meets it: exit codes and what is printed. */
final class KinoraTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "demo --help",
        "serve --help",
        "ingest --help",
        "search --help",
        "evaluate --help",
        "models --help",
        "models list --help",
        "models pull --help",
        "settings --help",
        "version --help"
      })
  void help_is_printed_and_nothing_else_is_done(String line) {
    assertThat(run(line.split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: kinora");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "dance",
        "serve --nonsense",
        "demo --port=1",
        "ingest",
        "search",
        "search x --limit=many",
        "models pull",
        "serve -s http.port"
      })
  void a_wrong_command_line_is_answered_by_2_and_by_what_is_wrong(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void a_setting_out_of_range_is_answered_by_2_with_its_name_value_and_range() {
    assertThat(run("serve", "-s", "http.port=99999")).isEqualTo(2);
    assertThat(err.toString())
        .contains("http.port", "99999", "0 to 65535")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void the_short_options_are_settings_too() {
    assertThat(run("serve", "--http-port", "99999")).isEqualTo(2);
    assertThat(err.toString()).contains("http.port", "99999");
    assertThat(run("serve", "--roles", "cook")).isEqualTo(2);
    assertThat(err.toString()).contains("roles", "cook", "embedding");
  }

  @Test
  void an_unknown_setting_is_answered_by_2() {
    assertThat(run("serve", "--set", "http.prot=8080")).isEqualTo(2);
    assertThat(err.toString()).contains("http.prot", "no setting", "http.port");
  }

  @Test
  void a_configuration_file_that_is_not_there_is_answered_by_2() {
    Path missing = folder.resolve("missing.yaml");

    assertThat(run("serve", "--config", missing.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(missing.toString()).doesNotContain("\tat ");
  }

  @Test
  void a_server_that_does_not_answer_is_answered_by_1_without_a_stack_trace() {
    assertThat(run("search", "boat", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("http://127.0.0.1:1").doesNotContain("\tat ");
  }

  @Test
  void a_model_that_does_not_exist_is_named_without_a_stack_trace() {
    assertThat(run("models", "pull", "no-such-model", "--data", folder.toString())).isNotZero();
    assertThat(err.toString()).contains("no-such-model").doesNotContain("\tat ");
  }

  @Test
  void the_models_are_listed_with_what_is_built_in() {
    assertThat(run("models", "list", "--data", folder.toString())).isZero();
    assertThat(out.toString())
        .contains("bge-small-en-v1.5", "frame-encoder", "built in", "licence");
  }

  @Test
  void every_setting_is_listed_with_its_variable() {
    assertThat(run("settings")).isZero();
    for (Setting<?> setting : Settings.ALL) {
      assertThat(out.toString()).contains(setting.name() + " = ", setting.variable());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version"})
  void the_version_is_a_number_and_not_a_placeholder(String word) {
    assertThat(run(word)).isZero();
    assertThat(out.toString()).containsPattern("kinora \\d+\\.\\d+").contains("Java ");
  }

  private int run(String... arguments) {
    CommandLine command = Kinora.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
