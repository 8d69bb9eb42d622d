package io.kinora.cluster.kafka;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the first fault that Kafka regards as fatal. Kafka would end the process; it is not Kafka's
 * to end.
 */
final class Faults implements FaultHandlerFactory {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private static final Set<Faults> LISTENING = ConcurrentHashMap.newKeySet();

  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  /**
   * Hears from now on of what Kafka would end the process for. Kafka has one hook for that in a
   * process: with several brokers in one (as in tests) each hears of it.
   */
  void listen() {
    LISTENING.add(this);
    Exit.setExitProcedure((status, message) -> exitWanted("exit", status, message));
    Exit.setHaltProcedure((status, message) -> exitWanted("halt", status, message));
  }

  void stopListening() {
    LISTENING.remove(this);
  }

  Optional<Throwable> first() {
    return Optional.ofNullable(first.get());
  }

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      LOG.error("Kafka's {} met a {} fault: {}", name, fatal ? "fatal" : "passing", message, cause);
      FaultHandlerException fault = new FaultHandlerException(message, cause);
      if (fatal) {
        first.compareAndSet(null, fault);
      }
      action.run();
      return fault;
    };
  }

  private static void exitWanted(String how, int status, @Nullable String message) {
    IllegalStateException fault =
        new IllegalStateException(
            "Kafka asked to "
                + how
                + " with status "
                + status
                + (message == null ? "" : ": " + message));
    LOG.error("{}", fault.getMessage(), fault);
    LISTENING.forEach(listening -> listening.first.compareAndSet(null, fault));
  }
}
