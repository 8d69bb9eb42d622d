package io.kinora.cluster.log;

import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks whether the log can be reached, and how long it is, over one connection that it keeps. */
public final class LogProbe implements Closeable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final Admin admin;

  private LogProbe(Admin admin) {
    this.admin = admin;
  }

  public static LogProbe open(String bootstrap) {
    return new LogProbe(Clients.admin(bootstrap));
  }

  /**
   * @param limit how long to wait for the answer
   * @return what is wrong, for people; empty if the log answered
   */
  public Optional<String> problem(Duration limit) {
    DescribeClusterOptions options =
        new DescribeClusterOptions().timeoutMs(Math.toIntExact(limit.toMillis()));
    try {
      Clients.await(admin.describeCluster(options).clusterId(), limit, "asking the log");
      return Optional.empty();
    } catch (LogUnavailableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Where a topic ends now.
   *
   * @param partitions how many it has
   * @return the offset of the next record, by partition
   */
  public CompletionStage<Map<Integer, Long>> ends(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    ListOffsetsOptions options =
        new ListOffsetsOptions().timeoutMs(Math.toIntExact(ANSWER_LIMIT.toMillis()));
    return admin
        .listOffsets(latest, options)
        .all()
        .toCompletionStage()
        .thenApply(
            found ->
                found.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            each -> each.getKey().partition(), each -> each.getValue().offset())));
  }

  @Override
  public void close() {
    admin.close(CLOSE_LIMIT);
  }
}
