package io.kinora.verticles.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be stopped in the reverse order. */
final class Started implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Started.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  interface Stop<T> {
    void stop(T part) throws Exception;
  }

  /** Remembers a part and how to stop it. */
  <T> T keep(T part, Stop<? super T> stop) {
    parts.push(() -> stop.stop(part));
    return part;
  }

  <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception failed) {
        LOG.warn("A part did not stop cleanly: {}", failed.toString());
      }
    }
  }
}
