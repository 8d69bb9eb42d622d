package io.kinora.verticles.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.search.standing.Fit;
import io.kinora.search.standing.StandingQuery;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.http.openapi.LiveDocument;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one event loop, and what they wait for. Everything here happens on that loop, so
 * nothing is locked: what is new comes as tasks, in the order of the log.
 */
public final class LiveLoop {

  private static final long TICK_MS = 1_000;
  private static final int WRITE_QUEUE_BYTES = 16 << 10;

  /** About what a client costs a node that it comes back to. */
  private static final double RETURN_MS = 2;

  private static final long SHORTEST_AWAY_MS = 500;
  private static final long SHORTEST_SPREAD_MS = 1_000;
  private static final long LONGEST_SPREAD_MS = 60_000;

  private final LiveFeed feed;
  private final Context context;
  private final Logins logins;
  private final LiveClock clock;
  private final Set<LiveSession> sessions = new LinkedHashSet<>();
  private final Audience audience = new Audience(this);
  private final Ticks ticks;
  private long next;
  private boolean leaving;

  /**
   * @param next offset of the first record that it will be told of
   */
  LiveLoop(LiveFeed feed, Context context, Logins logins, LiveClock clock, long next) {
    this.feed = feed;
    this.context = context;
    this.logins = logins;
    this.clock = clock;
    this.next = next;
    this.ticks = new Ticks(context, TICK_MS, this::tick);
  }

  /** Time passes for its clients from now on. */
  void start() {
    ticks.start();
  }

  LiveFeed feed() {
    return feed;
  }

  /** Who hears of what. */
  Audience audience() {
    return audience;
  }

  LiveConfig config() {
    return feed.config();
  }

  LiveMeters meters() {
    return feed.meters();
  }

  LiveDocument document() {
    return feed.document();
  }

  Logins logins() {
    return logins;
  }

  LiveClock clock() {
    return clock;
  }

  long next() {
    return next;
  }

  void post(Runnable task) {
    context.runOnContext(go -> task.run());
  }

  /** To be called on this loop, as the task will be. */
  void later(long delayMs, Runnable task) {
    context.owner().setTimer(delayMs, due -> task.run());
  }

  /** What was found out elsewhere, on this loop. */
  <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> known = Promise.promise();
    elsewhere.onComplete(result -> post(() -> known.handle(result)));
    return known.future();
  }

  String token(Subject subject, long position) {
    return new StreamToken(subject.code(), feed.epoch(), position).text();
  }

  Frame frame(Subscription subscription, LiveItem item, @Nullable Double cosine) {
    Subject subject = Objects.requireNonNull(subscription.subject());
    return ServerFrames.item(
        subscription.id(), token(subject, item.offset() + 1), item.atMs(), item.hit(), cosine);
  }

  // ---- clients come and go

  /**
   * A client may open a connection; to be followed by {@link #open} or {@link #turnedAway}.
   *
   * @throws OverloadedException if there is no room, or the node is stopping
   * @throws io.kinora.verticles.http.problem.ProblemException with 429 if it has too many
   */
  public void admit(Client client) {
    if (leaving) {
      throw new OverloadedException("this node is being stopped", 1);
    }
    feed.viewers().enter(client.name());
  }

  /** What was let in did not come. */
  public void turnedAway(Client client) {
    feed.viewers().leave(client.name());
  }

  /** A WebSocket that was let in. */
  public void open(ServerWebSocket socket, Client client) {
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    Wire wire = new WebSocketWire(context, socket, client.channel());
    LiveSession session = new LiveSession(this, wire, true, client);
    socket
        .textMessageHandler(session::hear)
        .binaryMessageHandler(
            binary -> session.hearNonsense(Bye.MALFORMED, "frames are text, not binary"))
        .drainHandler(room -> session.drained())
        .closeHandler(closed -> session.closed())
        .frameHandler(
            frame -> {
              if (frame.isPing()) {
                session.pinged();
              }
            })
        .exceptionHandler(
            failure -> {
              if (WebSocketWire.isTooLarge(failure)) {
                session.hearNonsense(
                    Bye.TOO_LARGE, "a frame of more than " + config().frameBytes() + " bytes");
              }
            });
    begin(session);
  }

  /**
   * Looks whether an event stream can begin as asked for.
   *
   * @param parameters of the operation's shape
   * @throws RuntimeException that says what is wrong
   */
  public void check(ObjectNode parameters, Client client) {
    ClientFrame.Subscribe asked = asked(parameters);
    if (client.login() == null && (logins.needed() || asked.stream().equals("follows"))) {
      throw Problem.of(
              ProblemType.UNAUTHENTICATED,
              "Authorization",
              "send a token: Authorization: Bearer ...")
          .withHeader("WWW-Authenticate", "Bearer realm=\"kinora\"")
          .exception();
    }
    if (asked.stream().equals("follows")) {
      feed.follows().require();
    }
    if (asked.resume() != null) {
      StreamToken.of(asked.resume());
    }
    if (asked.stream().equals("query")) {
      feed.query(asked);
    }
  }

  /** {@code Last-Event-ID} is where a browser goes on by itself. */
  private static ClientFrame.Subscribe asked(ObjectNode parameters) {
    ObjectNode subscribe = parameters.deepCopy();
    JsonNode last = subscribe.remove("Last-Event-ID");
    if (last != null) {
      subscribe.set("resume", last);
    }
    return ClientFrame.subscribe(subscribe);
  }

  /**
   * An event stream that was let in, with its one subscription.
   *
   * @return to be called when the response has ended, from whichever side
   */
  public Runnable open(HttpServerResponse response, Client client, ObjectNode parameters) {
    response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    Wire wire = new EventStreamWire(context, response, client.channel());
    LiveSession session = new LiveSession(this, wire, false, client);
    response.drainHandler(room -> session.drained());
    begin(session);
    session.subscriptions().add(asked(parameters));
    return session::closed;
  }

  private void begin(LiveSession session) {
    sessions.add(session);
    session.welcome();
  }

  void closed(LiveSession session) {
    sessions.remove(session);
    feed.viewers().leave(session.viewer());
  }

  /** Reads what a subscription has missed. */
  void replay(Subscription subscription, long from, long until) {
    Subject subject = Objects.requireNonNull(subscription.subject());
    feed.replays()
        .submit(
            new Replay(
                this, subscription, subject, subscription.channels(), feed.epoch(), from, until));
  }

  // ---- what is new

  /** A record of the log, and what it is news to. */
  void deliver(Announced record, List<Fit> fits) {
    next = record.offset() + 1;
    ItemFrames memo = new ItemFrames(this);
    String channel = record.channel();
    if (channel != null) {
      audience.ofChannel(channel).forEach(each -> each.item(record.item(), null, memo));
    }
    for (Fit fit : fits) {
      audience.ofQuery(fit.query()).forEach(each -> each.item(record.item(), fit.cosine(), memo));
    }
  }

  /** There is nothing before this offset that it has not been told of. */
  void reached(long position) {
    next = Math.max(next, position);
  }

  /** It goes on elsewhere than where it was; what lies between is lost. */
  void jumped(long position, String reason) {
    next = position;
    for (LiveSession session : new ArrayList<>(sessions)) {
      session.subscriptions().jumped(position, reason);
    }
  }

  /** The vectors of these queries are of another space than the index's now. */
  void outdated(Collection<StandingQuery> queries) {
    for (StandingQuery query : queries) {
      audience.ofQuery(query).forEach(Subscription::outdated);
    }
  }

  /** Rows of the table are others. */
  void rows(BitSet changed) {
    audience.ofTable().forEach(each -> each.rows(changed));
  }

  // ---- time passes

  private void tick() {
    for (LiveSession session : new ArrayList<>(sessions)) {
      session.tick();
    }
  }

  /** Sends everyone away, each to come back at another time. */
  void leave() {
    leaving = true;
    long spread =
        Math.clamp(
            (long) (RETURN_MS * feed.viewers().sockets()), SHORTEST_SPREAD_MS, LONGEST_SPREAD_MS);
    for (LiveSession session : new ArrayList<>(sessions)) {
      session.end(
          Bye.GOING_AWAY,
          SHORTEST_AWAY_MS + ThreadLocalRandom.current().nextLong(spread),
          "this node is being stopped; another one, or this one in a moment, takes you");
    }
  }

  /** To be called when the event loop serves no more. */
  public void close() {
    leave();
    ticks.stop();
    feed.gone(this);
  }
}
