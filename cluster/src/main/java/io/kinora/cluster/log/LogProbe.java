package io.kinora.cluster.log;

import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Asks whether the log can be reached, over one connection that it keeps. */
public final class LogProbe implements Closeable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

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

  @Override
  public void close() {
    admin.close(CLOSE_LIMIT);
  }
}
