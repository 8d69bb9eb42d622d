package io.kinora.verticles.events;

import io.kinora.catalog.Follows;
import io.kinora.catalog.InteractionRules;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.SentEvent;
import io.kinora.catalog.VideoFacts;
import io.kinora.catalog.VideoRules;
import io.kinora.catalog.Viewer;
import io.kinora.catalog.ViewerProfile;
import io.kinora.catalog.ViewerProfile.Place;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.catalog.ViewerState;
import io.kinora.catalog.postgres.ViewerStateRepository;
import io.kinora.catalog.wire.InteractionCodec;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Identity;
import io.kinora.verticles.ViewerService;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes events in: checks them, completes them with what the catalogue knows, seals them with their
 * viewer's key and appends them to the log. Nothing is kept before the log has it.
 */
public final class EventIntake implements ViewerService {

  /** A video that was shown so long ago may be shown again. */
  private static final Duration SHOWN_COUNTS_FOR = Duration.ofDays(3);

  private final Vertx vertx;
  private final KnownViewers viewers;
  private final KnownVideos videos;
  private final ViewerStateRepository states;
  private final InteractionLog log;
  private final ErasureNotice erasures;
  private final BoundedPool pool;
  private final boolean anonymous;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /**
   * @param pool where events are sealed and appended, which may take a while where the log is away
   * @param anonymous whether who has no login may report what they do
   */
  public EventIntake(
      Vertx vertx,
      KnownViewers viewers,
      KnownVideos videos,
      ViewerStateRepository states,
      InteractionLog log,
      ErasureNotice erasures,
      BoundedPool pool,
      boolean anonymous) {
    this.vertx = vertx;
    this.viewers = viewers;
    this.videos = videos;
    this.states = states;
    this.log = log;
    this.erasures = erasures;
    this.pool = pool;
    this.anonymous = anonymous;
  }

  @Override
  public boolean takesAnonymous() {
    return anonymous;
  }

  @Override
  public Future<Receipt> take(Identity who, List<SentEvent> events) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Context caller = vertx.getOrCreateContext();
    Promise<Receipt> answer = Promise.promise();
    taken(who, events, now)
        .onComplete(result -> caller.runOnContext(back -> answer.handle(result)));
    return answer.future();
  }

  private Future<Receipt> taken(Identity who, List<SentEvent> events, Instant now) {
    return viewers
        .findOrMake(who)
        .compose(
            viewer ->
                videos
                    .of(named(events))
                    .compose(known -> pool.run(() -> append(viewer, events, known, now))))
        .compose(sent -> Future.fromCompletionStage(sent.appended()).map(done -> sent.receipt()))
        .onSuccess(
            receipt -> {
              accepted.add(receipt.accepted());
              refused.add(receipt.refused().size());
            });
  }

  /** How many events the log has taken. */
  public long accepted() {
    return accepted.sum();
  }

  /** How many events broke a rule, of those that could be read. */
  public long refused() {
    return refused.sum();
  }

  private record Sent(CompletableFuture<Void> appended, Receipt receipt) {}

  private Sent append(
      Viewer viewer, List<SentEvent> events, KnownVideos.Answer videos, Instant now) {
    List<Refusal> refused = new ArrayList<>();
    List<byte[]> sealed = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      SentEvent event = events.get(i);
      try {
        InteractionRules.check(event, now);
        checkThereIs(event.videoId(), videos.absent());
        VideoFacts facts = videos.facts().getOrDefault(event.videoId(), VideoFacts.UNKNOWN);
        InteractionRules.checkWatched(event, facts.durationMs());
        sealed.add(
            InteractionCodec.seal(
                event.from(viewer.pseudonym(), facts.channel(), now), viewer.key()));
      } catch (InvalidValueException reason) {
        refused.add(new Refusal(i, reason));
      }
    }
    return new Sent(
        log.append(viewer.pseudonym(), sealed), new Receipt(sealed.size(), List.copyOf(refused)));
  }

  private static void checkThereIs(@Nullable String video, Set<String> absent) {
    if (video != null && absent.contains(video)) {
      throw new InvalidValueException("video_id", video, "the id of a video that was put");
    }
  }

  /** What can be no id is not asked for: the question would fail, and nothing be checked. */
  private static Set<String> named(List<SentEvent> events) {
    Set<String> ids = new HashSet<>();
    for (SentEvent event : events) {
      String video = event.videoId();
      if (video != null && VideoRules.isId(video)) {
        ids.add(video);
      }
    }
    return ids;
  }

  @Override
  public Future<Optional<String>> pseudonym(Identity who) {
    return viewers.find(who).map(found -> found.map(Viewer::pseudonym));
  }

  @Override
  public Future<ViewerState> state(Identity who) {
    Instant shownSince = Instant.now().minus(SHOWN_COUNTS_FOR);
    return ofViewer(who, viewer -> states.state(viewer, shownSince), ViewerState.NOTHING);
  }

  @Override
  public Future<ViewerProfile> profile(Identity who) {
    return ofViewer(who, states::profile, ViewerProfile.NOTHING);
  }

  @Override
  public Future<List<Watched>> history(Identity who, @Nullable Place after, int limit) {
    return ofViewer(who, viewer -> states.history(viewer, after, limit), List.of());
  }

  private <T> Future<T> ofViewer(Identity who, Function<String, Future<T>> read, T nothing) {
    return pseudonym(who)
        .compose(
            viewer ->
                viewer.isEmpty() ? Future.succeededFuture(nothing) : read.apply(viewer.get()));
  }

  @Override
  public Future<Void> erase(Identity who) {
    return viewers
        .erase(who)
        .compose(
            erased -> {
              if (erased.isEmpty()) {
                return Future.succeededFuture();
              }
              vertx.eventBus().publish(KnownViewers.ERASED, erased.get());
              vertx.eventBus().publish(Follows.CHANGED, erased.get());
              return erasures.announce(List.of(erased.get()));
            });
  }
}
