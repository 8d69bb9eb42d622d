package io.kinora.verticles.events;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kinora.catalog.Viewer;
import io.kinora.catalog.ViewerKey;
import io.kinora.catalog.ViewerKeys;
import io.kinora.catalog.postgres.ViewerRepository;
import io.kinora.verticles.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Viewers and their keys, those of late in memory. Who is erased is forgotten on every node as soon
 * as it hears of it, and within minutes if it does not.
 */
public final class KnownViewers implements ViewerKeys {

  /** Told on the event bus to every node: the pseudonym of a viewer who was erased. */
  static final String ERASED = "viewers.erased";

  /** Some 300 bytes each. */
  private static final int MOST = 50_000;

  private static final Duration KNOWN_FOR = Duration.ofMinutes(5);

  private final ViewerRepository viewers;
  private final IdentityHash hash;
  private final AsyncCache<ByteBuffer, Viewer> byIdentity =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR).buildAsync();
  private final Cache<String, ViewerKey> keys =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR).build();

  private KnownViewers(ViewerRepository viewers, IdentityHash hash) {
    this.viewers = viewers;
    this.hash = hash;
  }

  public static KnownViewers open(Vertx vertx, ViewerRepository viewers, IdentityHash hash) {
    KnownViewers known = new KnownViewers(viewers, hash);
    vertx.eventBus().<String>consumer(ERASED, erased -> known.forget(erased.body()));
    return known;
  }

  /** The viewer, made if this is their first event. */
  Future<Viewer> findOrMake(Identity who) {
    byte[] identity = hash.of(who);
    return Future.fromCompletionStage(
        byIdentity.get(
            ByteBuffer.wrap(identity),
            (key, executor) ->
                viewers
                    .findOrMake(identity, who instanceof Identity.Login)
                    .toCompletionStage()
                    .toCompletableFuture()));
  }

  Future<Optional<Viewer>> find(Identity who) {
    byte[] identity = hash.of(who);
    var known = byIdentity.getIfPresent(ByteBuffer.wrap(identity));
    return known == null
        ? viewers.find(identity)
        : Future.fromCompletionStage(known).map(Optional::of);
  }

  /**
   * @return the pseudonym they had; empty if there was no such viewer
   */
  Future<Optional<String>> erase(Identity who) {
    byte[] identity = hash.of(who);
    return viewers
        .erase(identity)
        .onSuccess(
            erased -> {
              byIdentity.synchronous().invalidate(ByteBuffer.wrap(identity));
              erased.ifPresent(keys::invalidate);
            });
  }

  @Override
  public CompletionStage<Map<String, ViewerKey>> of(Set<String> pseudonyms) {
    Map<String, ViewerKey> known = new HashMap<>(keys.getAllPresent(pseudonyms));
    Set<String> missing = new HashSet<>(pseudonyms);
    missing.removeAll(known.keySet());
    if (missing.isEmpty()) {
      return CompletableFuture.completedStage(known);
    }
    return viewers
        .keys(missing)
        .map(
            found -> {
              keys.putAll(found);
              known.putAll(found);
              return known;
            })
        .toCompletionStage();
  }

  private void forget(String pseudonym) {
    keys.invalidate(pseudonym);
    byIdentity.synchronous().asMap().values().removeIf(one -> one.pseudonym().equals(pseudonym));
  }
}
