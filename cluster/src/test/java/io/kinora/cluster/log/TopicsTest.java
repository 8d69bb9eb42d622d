package io.kinora.cluster.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
class TopicsTest {

  private static final int SHARDS = 3;

  @BeforeEach
  void ensure(SharedLog.Handle kafka) {
    Topics.ensure(kafka.bootstrap(), SHARDS, 1);
  }

  @Test
  void every_topic_is_made_as_described(SharedLog.Handle kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      for (Topic topic : Topics.all(SHARDS)) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        Map<String, String> actual =
            topic.config().keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> config.get(name).value()));
        var description = admin.describeTopics(List.of(topic.name())).allTopicNames().get();

        assertThat(actual).isEqualTo(topic.config());
        assertThat(description.get(topic.name()).partitions()).hasSize(topic.partitions());
      }
    }
  }

  @Test
  void videos_keeps_the_latest_state_of_each_and_published_forgets_by_time() {
    Map<String, Topic> byName =
        Topics.all(SHARDS).stream().collect(Collectors.toMap(Topic::name, topic -> topic));

    assertThat(byName.get("videos").partitions()).isEqualTo(SHARDS);
    assertThat(byName.get("videos").config()).containsEntry("cleanup.policy", "compact");
    assertThat(byName.get("videos").config()).containsEntry("delete.retention.ms", "604800000");
    Topic published = byName.get(Topics.PUBLISHED);
    assertThat(published.partitions()).as("one order").isEqualTo(1);
    assertThat(published.config()).containsEntry("cleanup.policy", "delete");
    assertThat(published.config()).containsEntry("retention.ms", "604800000");
  }

  @Test
  void ensuring_again_changes_nothing(SharedLog.Handle kafka) {
    String before = LogIdentity.of(kafka.bootstrap(), Topics.VIDEOS);
    Topics.ensure(kafka.bootstrap(), SHARDS, 1);
    assertThat(LogIdentity.of(kafka.bootstrap(), Topics.VIDEOS)).isEqualTo(before);
  }

  @Test
  void another_number_of_shards_than_the_log_has_is_refused(SharedLog.Handle kafka) {
    assertThatThrownBy(() -> Topics.ensure(kafka.bootstrap(), SHARDS + 2, 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("shards is 5; allowed: 3,");
  }
}
