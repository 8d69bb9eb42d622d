package io.kinora.cluster.log;

import io.kinora.cluster.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one embedded Kafka, started once a run. Each test makes topics of its own. */
public final class SharedLog implements ParameterResolver {

  /** The running log. */
  public record Handle(EmbeddedKafka kafka, Path dir) implements AutoCloseable {

    public String bootstrap() {
      return kafka.bootstrap();
    }

    /** Creates a topic with a name nobody else has. */
    public String newTopic(int partitions, Map<String, String> config) throws Exception {
      String name = "test-" + UUID.randomUUID();
      create(name, partitions, config);
      return name;
    }

    public void create(String name, int partitions, Map<String, String> config) throws Exception {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
        admin
            .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
            .all()
            .get(20, TimeUnit.SECONDS);
      }
    }

    @Override
    public void close() throws IOException {
      kafka.close();
      Utils.delete(dir.toFile());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Handle.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Handle.class, key -> start(), Handle.class);
  }

  private static Handle start() {
    try {
      Path dir = Files.createTempDirectory("kinora-log");
      return new Handle(EmbeddedKafka.start(dir), dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
