package io.kinora.cluster.log;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Which log it is. An offset means nothing in another log, even of the same name: a view keeps the
 * identity beside its offset and is rebuilt when it finds another.
 */
public final class LogIdentity {

  private LogIdentity() {}

  /**
   * Identity of a topic's log, made when the topic is: another after it was deleted and created
   * again, or in another Kafka.
   *
   * @throws LogUnavailableException if the log does not answer or has no such topic
   */
  public static String of(String bootstrap, String topic) {
    try (Admin admin = Clients.admin(bootstrap)) {
      Map<String, TopicDescription> found =
          Clients.awaitTopic(
              () -> admin.describeTopics(List.of(topic)).allTopicNames(),
              "describing topic " + topic);
      return Objects.requireNonNull(found.get(topic)).topicId().toString();
    }
  }
}
