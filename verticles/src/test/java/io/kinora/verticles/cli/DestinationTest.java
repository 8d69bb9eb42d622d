package io.kinora.verticles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where commands go, and to whom they show a folder's token. */
final class DestinationTest {

  private static final String OWN = "http://127.0.0.1:8081";
  private static final String OTHER = "https://elsewhere.example";

  @TempDir Path here;

  private Path folder;

  @BeforeEach
  void startFolder() throws IOException {
    folder = node("kinora-data");
  }

  @Test
  void the_node_of_the_usual_folder_is_talked_to_with_its_token() {
    assertThat(destination(null, null, null)).isEqualTo(with(OWN, "secret of kinora-data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {OWN, OWN + "/", "HTTP://127.0.0.1:8081"})
  void an_address_that_is_the_folders_own_is_shown_its_token(String url) {
    assertThat(destination(url, null, null).token()).isEqualTo("secret of kinora-data");
    assertThat(destination(null, null, null, Map.of("KINORA_URL", url)).token())
        .isEqualTo("secret of kinora-data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OTHER,
        "https://127.0.0.1:8081",
        "http://127.0.0.1",
        "http://127.0.0.1:8081@elsewhere.example",
        "http://127.0.0.1.elsewhere.example:8081"
      })
  void another_address_is_not_shown_it(String url) {
    assertThat(destination(url, null, null).token()).isEmpty();
    assertThat(destination(null, null, null, Map.of("KINORA_URL", url)).token()).isEmpty();
    Map<String, String> environment = Map.of("KINORA_DATA", folder.toString());
    assertThat(destination(url, null, null, environment).token()).isEmpty();
  }

  @Test
  void another_address_is_shown_it_if_a_person_names_the_folder_beside_it() {
    assertThat(destination(OTHER, null, folder)).isEqualTo(with(OTHER, "secret of kinora-data"));
  }

  @Test
  void a_token_that_is_given_goes_wherever_the_command_goes() {
    assertThat(destination(OTHER, "mine", null)).isEqualTo(with(OTHER, "mine"));
    assertThat(destination(OTHER, null, null, Map.of("KINORA_TOKEN", "mine")))
        .isEqualTo(with(OTHER, "mine"));
    assertThat(destination(null, "mine", null)).isEqualTo(with(OWN, "mine"));
  }

  @Test
  void the_demos_folder_serves_where_the_usual_one_has_no_node() throws IOException {
    node("kinora-demo");
    Files.delete(folder.resolve("node.url"));

    assertThat(destination(null, null, null).token()).isEqualTo("secret of kinora-demo");
  }

  @Test
  void a_folder_whose_node_is_not_there_just_now_is_awaited_at_the_usual_address()
      throws IOException {
    Files.delete(folder.resolve("node.url"));

    assertThat(destination(null, null, Path.of("kinora-data")))
        .isEqualTo(with("http://127.0.0.1:8080", "secret of kinora-data"));
    assertThat(destination(null, null, null)).isEqualTo(with("http://127.0.0.1:8080", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url", "localhost:8080", "http://"})
  void an_address_that_is_none_is_named(String url) {
    assertThatThrownBy(() -> destination(url, null, null))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("\"" + url + "\"");
  }

  private Path node(String name) throws IOException {
    Path data = Files.createDirectory(here.resolve(name));
    Files.writeString(data.resolve("node.url"), OWN + "\n");
    Files.writeString(data.resolve("operator.token"), "secret of " + name + "\n");
    return data;
  }

  private static Destination with(String url, String token) {
    return new Destination(URI.create(url), token);
  }

  private Destination destination(String url, String token, Path data) {
    return destination(url, token, data, Map.of());
  }

  private Destination destination(
      String url, String token, Path data, Map<String, String> environment) {
    return Destination.of(new Destination.Given(url, token, data), environment, here);
  }
}
