package io.kinora.verticles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.ranking.RankingConfig;
import io.kinora.search.FusionChoice;
import io.kinora.search.Retriever;
import io.kinora.search.understand.QueryClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a setting's value comes from, and what is refused. */
final class SettingsTest {

  @TempDir Path folder;

  @Test
  void the_strongest_source_that_names_a_setting_wins() throws IOException {
    Path file = yaml("http: {port: 3}");
    Map<String, String> variable = Map.of("KINORA_HTTP_PORT", "4");
    Map<String, String> option = Map.of("http.port", "5");
    Map<String, String> ofCommand = Map.of("http.port", "2");

    assertThat(port(null, Map.of(), Map.of(), Map.of())).isEqualTo(8080);
    assertThat(port(null, Map.of(), Map.of(), ofCommand)).isEqualTo(2);
    assertThat(port(file, Map.of(), Map.of(), ofCommand)).isEqualTo(3);
    assertThat(port(file, variable, Map.of(), ofCommand)).isEqualTo(4);
    assertThat(port(file, variable, option, ofCommand)).isEqualTo(5);
  }

  @Test
  void sources_are_merged_setting_by_setting() throws IOException {
    Settings settings =
        Settings.of(
            yaml("shards: 5\nhttp:\n  instances: 3\n"),
            Map.of("KINORA_ENCODERS_TEXT", "none", "KINORA_SEARCH_ENCODING_CACHE", "7"),
            Map.of("fusion.method", "rrf"),
            Map.of());

    NodeConfig config = NodeConfig.from(settings);
    assertThat(config.cluster().shards()).isEqualTo(5);
    assertThat(config.http().instances()).isEqualTo(3);
    assertThat(config.encoders().text()).isEqualTo(NodeConfig.NONE);
    assertThat(config.search().encodingCache()).isEqualTo(7);
    assertThat(config.fusion().method()).isEqualTo(FusionChoice.Method.RRF);
    assertThat(config.http().port()).isEqualTo(8080);
  }

  @Test
  void without_anything_said_a_node_does_everything_alone() {
    NodeConfig config = NodeConfig.from(Settings.of(null, Map.of(), Map.of(), Map.of()));

    assertThat(config.roles()).containsExactlyInAnyOrder(Role.values());
    assertThat(config.cluster().alone()).isTrue();
    assertThat(config.stores().postgres()).isEqualTo(NodeConfig.EMBEDDED);
    assertThat(config.data()).isAbsolute().hasFileName("kinora-data");
    assertThat(config.http().maxMediaBytes()).isEqualTo(4_096_000_000L);
  }

  @Test
  void yaml_may_nest_or_dot_its_names_and_write_lists_either_way() throws IOException {
    NodeConfig nested =
        file(
            """
            roles: [api, search]
            http:
              cors:
                - https://a.example
                - https://b.example
            """);
    NodeConfig flat = file("roles: api,search\nhttp.cors: https://a.example,https://b.example\n");

    assertThat(nested.roles()).containsExactlyInAnyOrder(Role.API, Role.SEARCH);
    assertThat(nested.http().cors()).containsExactly("https://a.example", "https://b.example");
    assertThat(flat).isEqualTo(nested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"search.cache", "search.encoding-cache", "http.requests-per-second"})
  void none_switches_off_what_can_be_switched_off(String name) {
    Setting<?> setting = named(name);

    assertThat(given(name, "none").get(setting)).isEqualTo(0);
    assertThat(given(name, "1").get(setting)).isEqualTo(1);
    refused(name, "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http.port                | -1       | 0 to 65535
          http.port                | 65536    | 0 to 65535
          http.port                | 80.5     | 0 to 65535
          http.port                | ''       | 0 to 65535
          http.host                | ' '      | an address
          http.instances           | 0        | 1 to 64
          http.cors                | ' , '    | none, or a comma
          http.max-media-mb        | 1000001  | 1 to 1000000
          auth.anonymous-search    | yes      | true or false
          postgres                 | mysql://x/y | embedded, or postgresql://
          postgres                 | postgres://u@h/db?x=y | embedded, or postgresql://
          postgres                 | postgres://u@h:65536/db | embedded, or postgresql://
          kafka                    | nowhere  | embedded, or host:port
          kafka-replication        | 8        | 1 to 7
          shards                   | 257      | 1 to 256
          roles                    | cook     | api, search, media, embedding
          search.window            | 99       | 100 to 1000
          search.window            | 1001     | 100 to 1000
          search.cache             | off      | none, or 1 to
          search.refresh-ms        | 9        | 10 to 60000
          fusion.method            | sum      | weighted, rrf
          fusion.normalisation     | best     | min-max
          fusion.rrf-k             | 0        | 1 to 10000
          retrievers.frame.weight  | NaN      | 0.0 to 100.0
          retrievers.frame.weight  | 100.1    | 0.0 to 100.0
          retrievers.lexical.k     | 1001     | same, none, or 1 to 1000
          retrievers.semantic.k    | off      | same, none, or 1 to 1000
          retrievers.semantic.floor | 1.1     | model, or -1.0 to 1.0
          retrievers.tail.video.k  | 0        | same, none, or 1 to 1000
          retrievers.head.frame.weight | -1   | same, or 0.0 to 100.0
          ranking.freshness.weight | 1.01     | 0.0 to 1.0
          ranking.freshness.floor  | -0.1     | 0.0 to 1.0
          ranking.freshness.half-life-days | 0 | 0.01 to 3650.0
          ranking.popularity.full-at-views | 9 | 10.0 to
          vectors.text-dimension   | 1        | 2 to 4096
          vectors.sight-dimension  | 4097     | 2 to 4096
          embedding.device         | tpu      | cpu, cuda
          embedding.batch          | 1025     | 1 to 1024
          media.key-frames         | 1001     | 1 to 1000
          media.decode-s           | 3601     | 1 to 3600
          data                     | ''       | a folder
          """)
  void what_is_not_allowed_is_refused_with_name_source_value_and_what_is_allowed(
      String name, String value, String allowed) {
    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> given(name, value))
        .withMessageStartingWith(name + " (from the command line) is \"" + value + "\"; allowed: ")
        .withMessageContaining(allowed);
  }

  @Test
  void a_class_of_queries_has_the_retrievers_of_all_but_for_what_is_said_of_it()
      throws IOException {
    NodeConfig.Retrieval retrieval =
        file("""
                retrievers:
                  semantic: {k: 150, weight: 2, floor: 0.7}
                  frame.k: none
                  tail:
                    semantic.k: 300
                    lexical.weight: 0.5
                """)
            .retrieval();

    assertThat(retrieval.of(QueryClass.HEAD).get(Retriever.SEMANTIC))
        .isEqualTo(new NodeConfig.Tuning(Optional.of(150), 2));
    assertThat(retrieval.of(QueryClass.TAIL).get(Retriever.SEMANTIC))
        .isEqualTo(new NodeConfig.Tuning(Optional.of(300), 2));
    assertThat(retrieval.of(QueryClass.TAIL).get(Retriever.LEXICAL))
        .isEqualTo(new NodeConfig.Tuning(Optional.empty(), 0.5));
    assertThat(retrieval.of(QueryClass.TAIL).get(Retriever.FRAME))
        .isEqualTo(new NodeConfig.Tuning(Optional.of(0), 0.4));
    assertThat(retrieval.floors()).isEqualTo(Map.of(Retriever.SEMANTIC, 0.7));
  }

  @Test
  void boosts_are_those_of_the_ranker_until_somebody_says_otherwise() throws IOException {
    assertThat(file("shards: 1").ranking()).isEqualTo(RankingConfig.DEFAULT);

    RankingConfig changed =
        file("ranking: {freshness: {weight: 0.1, floor: 0.5}, like-rate.weight: 0}").ranking();

    assertThat(changed.weights()).containsEntry("freshness", 0.1).containsEntry("like_rate", 0.0);
    assertThat(changed.freshnessFloor()).isEqualTo(0.5);
  }

  @Test
  void the_message_says_which_variable_or_file_is_wrong() throws IOException {
    Path file = yaml("shards: 0");

    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> Settings.of(null, Map.of("KINORA_SHARDS", "0"), Map.of(), Map.of()))
        .withMessage("shards (from KINORA_SHARDS) is \"0\"; allowed: 1 to 256");
    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> Settings.of(file, Map.of(), Map.of(), Map.of()))
        .withMessage("shards (from file " + file + ") is \"0\"; allowed: 1 to 256");
  }

  @Test
  void a_name_that_does_not_exist_is_refused_wherever_it_is_written() throws IOException {
    Path file = yaml("search:\n  cahce: 5\n");
    Path list = yaml("peers: [a, b]");

    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> Settings.of(file, Map.of(), Map.of(), Map.of()))
        .withMessageContaining("search.cahce (from file " + file)
        .withMessageContaining("search.cache");
    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> Settings.of(list, Map.of(), Map.of(), Map.of()))
        .withMessageContaining("peers");
    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> Settings.of(null, Map.of("KINORA_SEARCH_CAHCE", "5"), Map.of(), Map.of()))
        .withMessageContaining("KINORA_SEARCH_CAHCE (from the environment)")
        .withMessageContaining("KINORA_SEARCH_CACHE");
    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> given("search.cahce", "5"))
        .withMessageContaining("search.cahce (from the command line)");
  }

  @Test
  void variables_of_other_programs_and_of_the_commands_are_left_alone() {
    Map<String, String> others =
        Map.of("PATH", "/bin", "HTTP_PORT", "x", "KINORA_TOKEN", "t", "KINORA_URL", "http://h");

    assertThat(port(null, others, Map.of(), Map.of())).isEqualTo(8080);
  }

  @Test
  void a_file_that_cannot_be_read_or_is_not_yaml_is_named() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path broken = yaml("http: [unclosed");

    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> Settings.of(missing, Map.of(), Map.of(), Map.of()))
        .withMessageContaining(missing.toString());
    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> Settings.of(broken, Map.of(), Map.of(), Map.of()))
        .withMessageContaining(broken.toString())
        .withMessageContaining("not YAML");
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_setting_can_be_set_by_its_variable_and_accepts_its_own_default(Setting<?> setting) {
    Map<String, String> environment = Map.of(setting.variable(), setting.fallback());

    Object asVariable = Settings.of(null, environment, Map.of(), Map.of()).get(setting);
    Object asDefault = Settings.of(null, Map.of(), Map.of(), Map.of()).get(setting);
    assertThat(asVariable).isEqualTo(asDefault);
    assertThat(setting.meaning()).endsWith(".");
    assertThat(setting.allowed()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local.yaml", "cluster.yaml", "gpu.yaml"})
  void the_shipped_files_load(String name) {
    assertThat(shipped(name).roles()).isNotEmpty();
  }

  @Test
  void the_shipped_cluster_file_joins_other_nodes_and_keeps_copies() {
    NodeConfig config = shipped("cluster.yaml");

    assertThat(config.cluster().join()).hasSize(2);
    assertThat(config.cluster().alone()).isFalse();
    assertThat(config.cluster().replicas()).isEqualTo(2);
    assertThat(config.stores().kafka().split(",")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "kafka", "objects"})
  void a_node_among_others_must_share_what_all_of_them_need(String name) {
    Map<String, String> given =
        new HashMap<>(
            Map.of(
                "cluster.join", "a.example:5701",
                "postgres", "postgresql://kinora@db.example/kinora",
                "kafka", "log.example:9092",
                "objects", "/mnt/kinora"));
    assertThat(NodeConfig.from(Settings.of(null, Map.of(), given, Map.of())).cluster().alone())
        .isFalse();

    given.remove(name);

    assertThatExceptionOfType(WrongSettingException.class)
        .isThrownBy(() -> NodeConfig.from(Settings.of(null, Map.of(), given, Map.of())))
        .withMessageContaining(name)
        .withMessageContaining("all nodes share");
  }

  @Test
  void the_shipped_gpu_file_embeds_on_the_gpu() {
    assertThat(shipped("gpu.yaml").embedding().device()).isEqualTo(NodeConfig.Device.CUDA);
  }

  @Test
  void the_shipped_local_file_says_what_the_defaults_are() {
    Map<String, String> cores = Map.of("search.threads", "2");
    NodeConfig defaults = NodeConfig.from(Settings.of(null, Map.of(), cores, Map.of()));
    Path local = Path.of("..", "conf", "local.yaml");

    assertThat(NodeConfig.from(Settings.of(local, Map.of(), cores, Map.of()))).isEqualTo(defaults);
  }

  static Stream<Arguments> all() {
    return Settings.ALL.stream().map(Arguments::of);
  }

  private static NodeConfig shipped(String name) {
    return NodeConfig.from(Settings.of(Path.of("..", "conf", name), Map.of(), Map.of(), Map.of()));
  }

  private static Setting<?> named(String name) {
    return Settings.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static Settings given(String name, String value) {
    return Settings.of(null, Map.of(), Map.of(name, value), Map.of());
  }

  private static void refused(String name, String value) {
    assertThatExceptionOfType(WrongSettingException.class).isThrownBy(() -> given(name, value));
  }

  private static int port(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> commandLine,
      Map<String, String> defaults) {
    return Settings.of(file, environment, commandLine, defaults).get(HttpSettings.PORT);
  }

  private NodeConfig file(String text) throws IOException {
    return NodeConfig.from(Settings.of(yaml(text), Map.of(), Map.of(), Map.of()));
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "settings", ".yaml"), text);
  }
}
