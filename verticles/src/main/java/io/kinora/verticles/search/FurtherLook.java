package io.kinora.verticles.search;

import io.kinora.verticles.OverloadedException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the shards once more for an answer that could be given without it. If they do not make it,
 * what is in hand is the answer, and its account says what it lacks.
 */
final class FurtherLook {

  private FurtherLook() {}

  /** What may not be answered in time. */
  interface Look<T> {
    T take() throws TimeoutException;
  }

  /**
   * @param what it is for, for people
   * @return null if it came to nothing
   */
  static <T> @Nullable T take(String what, Account account, Look<T> look) {
    try {
      return look.take();
    } catch (TimeoutException late) {
      account.missing(what + ": no time");
    } catch (OverloadedException busy) {
      account.missing(what + ": every shard is busy");
    }
    return null;
  }
}
