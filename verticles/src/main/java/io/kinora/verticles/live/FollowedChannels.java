package io.kinora.verticles.live;

import io.kinora.verticles.NotConfiguredException;
import io.vertx.core.Future;
import java.util.Set;

/**
 * Which channels viewers follow. When that changes, a viewer's pseudonym is told at the address
 * {@link io.kinora.catalog.Follows#CHANGED}.
 */
public interface FollowedChannels {

  /** Nobody can follow anything here. */
  FollowedChannels NONE =
      new FollowedChannels() {
        @Override
        public Future<String> viewer(String subject) {
          return Future.failedFuture(notSetUp());
        }

        @Override
        public void require() {
          throw notSetUp();
        }

        private NotConfiguredException notSetUp() {
          return new NotConfiguredException("following channels is not set up on this server");
        }

        @Override
        public Future<Set<String>> of(String viewer) {
          return Future.succeededFuture(Set.of());
        }
      };

  /**
   * Looks whether anybody can follow anything.
   *
   * @throws NotConfiguredException if nobody can
   */
  default void require() {}

  /**
   * The pseudonym of a login's subject, the same at any time.
   *
   * @return fails with {@link NotConfiguredException} where nobody can follow, with {@link
   *     io.kinora.catalog.CatalogueUnavailableException} while the store is away
   */
  Future<String> viewer(String subject);

  /**
   * The channels that a viewer follows.
   *
   * @param viewer pseudonym
   */
  Future<Set<String>> of(String viewer);
}
