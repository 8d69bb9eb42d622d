package io.kinora.cluster.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What all clients of the log share: how long they wait, and how they say that it was too long. */
final class Clients {

  /** How long a call about topics may take. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(15);

  /** By when every broker has heard of a new topic. */
  private static final Duration HEARD_OF = Duration.ofSeconds(10);

  private static final Duration ASK_AGAIN = Duration.ofMillis(50);

  private Clients() {}

  /** Settings of any client. */
  static Map<String, Object> common(String bootstrap) {
    return Map.of(
        "bootstrap.servers", bootstrap,
        "metric.reporters", "",
        "enable.metrics.push", "false",
        "reconnect.backoff.ms", "50",
        "reconnect.backoff.max.ms", "1000",
        "request.timeout.ms", "5000");
  }

  static Admin admin(String bootstrap) {
    Map<String, Object> settings = new HashMap<>(common(bootstrap));
    settings.put("default.api.timeout.ms", (int) CALL_LIMIT.toMillis());
    return Admin.create(settings);
  }

  static <T> T await(KafkaFuture<T> answer, String what) {
    return await(answer, CALL_LIMIT, what);
  }

  /**
   * @param what is being done, for the message, e.g. {@code "listing topics"}
   * @throws LogUnavailableException if there is no answer in time or it is an error
   */
  static <T> T await(KafkaFuture<T> answer, Duration limit, String what) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unavailable(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw unavailable(what, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e); // sets the thread's interrupt flag again
    }
  }

  /**
   * Asks about a topic until the broker that is asked knows it: brokers hear of a new topic a
   * moment after the one that made it has answered.
   *
   * @throws LogUnavailableException if there is no such topic in time, or the answer is an error
   */
  static <T> T awaitTopic(Supplier<KafkaFuture<T>> question, String what) {
    long until = System.nanoTime() + HEARD_OF.toNanos();
    while (true) {
      try {
        return await(question.get(), what);
      } catch (LogUnavailableException e) {
        boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!unknown || System.nanoTime() - until >= 0) {
          throw e;
        }
      }
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
    }
  }

  static LogUnavailableException unavailable(String what, Throwable cause) {
    String said = cause.getMessage();
    String reason = said == null || said.isBlank() ? cause.getClass().getSimpleName() : said;
    return new LogUnavailableException(what + " failed: " + reason, cause);
  }
}
