package io.kinora.cluster.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.Topics;
import java.nio.file.Path;

/** A process of its own that appends until it is killed, and prints each acknowledged offset. */
final class AppendingProcess {

  private AppendingProcess() {}

  public static void main(String[] args) throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]));
    Topics.ensure(kafka.bootstrap(), 1, 1);
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      for (int i = 0; i < 1_000_000; i++) {
        byte[] value = ("value " + i).getBytes(UTF_8);
        System.out.println("acknowledged " + log.append(Topics.VIDEOS, 0, "key " + i, value).get());
      }
    }
  }
}
