package io.kinora.bench.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that each ask, wait for the answer, and ask again.
 *
 * @param answers one a question
 * @param nanos how long each took
 * @param seconds how long all took
 */
public record ClosedLoop(List<String> answers, long[] nanos, double seconds) {

  /** What one client asks with; made before the clock runs. */
  public interface Asker extends AutoCloseable {
    String ask(int question) throws Exception;

    @Override
    void close() throws Exception;
  }

  public static ClosedLoop run(int clients, int questions, Callable<? extends Asker> askers)
      throws Exception {
    String[] answers = new String[questions];
    long[] nanos = new long[questions];
    CyclicBarrier start = new CyclicBarrier(clients + 1);
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int first = client;
        running.add(
            threads.submit(
                () -> {
                  try (Asker asker = askers.call()) {
                    start.await();
                    for (int i = first; i < questions; i += clients) {
                      long asked = System.nanoTime();
                      answers[i] = asker.ask(i);
                      nanos[i] = System.nanoTime() - asked;
                    }
                  }
                  return null;
                }));
      }
      start.await();
      long begin = System.nanoTime();
      for (Future<?> each : running) {
        each.get();
      }
      return new ClosedLoop(List.of(answers), nanos, (System.nanoTime() - begin) / 1e9);
    }
  }

  public double perSecond() {
    return nanos.length / seconds;
  }

  /**
   * @param share e.g. 0.99
   * @return milliseconds within which that share of the answers came
   */
  public double percentile(double share) {
    long[] ascending = nanos.clone();
    Arrays.sort(ascending);
    return ascending[(int) (share * (ascending.length - 1))] / 1e6;
  }
}
