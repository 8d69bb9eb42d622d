package io.kinora.verticles;

import io.kinora.search.Hit;
import io.vertx.core.Future;
import java.util.List;

/** Shows videos that were found otherwise than by a search. Callable from any thread. */
@FunctionalInterface
public interface HitService {

  /**
   * @param ids of at most a few hundred videos
   * @return hits in that order, without those that no longer exist or cannot be had just now;
   *     completes on the caller's context; fails with {@link OverloadedException} when there is no
   *     room
   */
  Future<List<Hit>> hits(List<String> ids);
}
