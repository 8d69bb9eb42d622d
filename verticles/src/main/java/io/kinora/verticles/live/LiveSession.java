package io.kinora.verticles.live;

import io.github.bucket4j.Bucket;
import io.kinora.catalog.InvalidValueException;
import io.kinora.verticles.http.auth.Login;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the live feed, whatever its transport: what it says, who it is, when it has gone.
 * Lives on one event loop. A client that reads nothing for a while is let go.
 */
final class LiveSession {

  private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
  private static final int MOST_UNREADABLE = 10;
  private static final int BURST = 5;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long RETRY_MS = 1_000;
  private static final String FORBIDDEN_SUBJECT =
      "the connection belongs to another subject; open a new one";

  private final LiveLoop loop;
  private final Wire wire;
  private final Outbox outbox;
  private final String connection;
  private final Client client;
  private final boolean hears;
  private final Bucket allowance;
  private final Pulse pulse;
  private final List<Subscription> subscriptions = new ArrayList<>(1);
  private final long openedMs;
  private @Nullable Login login;
  private String viewer;
  private long stuckMs;
  private int refused;
  private int unreadable;
  private boolean ended;

  /**
   * @param hears whether the client can send frames
   */
  LiveSession(LiveLoop loop, Wire wire, boolean hears, Client client) {
    this.loop = loop;
    this.wire = wire;
    this.hears = hears;
    this.client = client;
    this.login = client.login();
    this.viewer = client.name();
    this.outbox = new Outbox(wire, loop.config().queueBytes(), loop.meters().queued());
    this.connection = "%016x".formatted(ThreadLocalRandom.current().nextLong());
    this.openedMs = System.currentTimeMillis();
    this.pulse = new Pulse(loop.config().times(), hears, openedMs);
    int rate = loop.config().framesPerSecond();
    this.allowance =
        Bucket.builder()
            .addLimit(limit -> limit.capacity((long) BURST * rate).refillGreedy(rate, SECOND))
            .build();
  }

  String viewer() {
    return viewer;
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  /** The client may begin. */
  void welcome() {
    Login known = login;
    Long expires =
        known == null || known.expiresMs() == Long.MAX_VALUE
            ? null
            : Math.max(0, known.expiresMs() - System.currentTimeMillis());
    control(
        ServerFrames.welcome(
            connection, known != null, expires, loop.config(), loop.feed().windowMs()));
  }

  // ---- what the client says

  /** A message came. */
  void hear(String text) {
    if (ended) {
      return;
    }
    pulse.heard(System.currentTimeMillis());
    if (!affords()) {
      return;
    }
    ClientFrame frame;
    try {
      frame = ClientFrame.read(text, loop.document());
    } catch (ProblemException | InvalidValueException wrong) {
      error(null, Problems.of(wrong, connection));
      if (++unreadable == MOST_UNREADABLE) {
        end(Bye.MALFORMED, 0, MOST_UNREADABLE + " frames in a row that could not be read");
      }
      return;
    }
    unreadable = 0;
    act(frame);
  }

  /** A ping of WebSocket's own came, and was answered whether or not the client reads answers. */
  void pinged() {
    if (!ended && affords() && wire.full()) {
      end(Bye.SLOW, RETRY_MS, "answers to pings are not read");
    }
  }

  /** Something came that is no message of this protocol. */
  void hearNonsense(Bye code, String detail) {
    end(code, 0, detail);
  }

  private boolean affords() {
    if (allowance.tryConsume(1)) {
      refused = 0;
      return true;
    }
    int rate = loop.config().framesPerSecond();
    if (++refused > BURST * rate) {
      end(Bye.TOO_MANY, RETRY_MS, "frames kept coming faster than " + rate + " a second");
    } else {
      control(
          ServerFrames.error(
              null,
              Problem.of(ProblemType.TOO_MANY_REQUESTS, "more than " + rate + " frames a second"),
              connection,
              RETRY_MS));
    }
    return false;
  }

  private void act(ClientFrame frame) {
    if (login == null && loop.loginNeeded() && !(frame instanceof ClientFrame.Login)) {
      end(Bye.UNAUTHENTICATED, 0, "the first frame must be a token");
      return;
    }
    switch (frame) {
      case ClientFrame.Subscribe subscribe -> subscribe(subscribe);
      case ClientFrame.Unsubscribe unsubscribe -> forget(unsubscribe.id());
      case ClientFrame.Ack ack -> {}
      case ClientFrame.Ping ping -> control(ServerFrames.pong(ping.n(), moved()));
      case ClientFrame.Login token -> logIn(token.token());
    }
  }

  private void logIn(String token) {
    Login now = loop.login(token).orElse(null);
    if (now == null) {
      end(Bye.UNAUTHENTICATED, 0, "the token is not good, or has expired");
      return;
    }
    String subject = now.caller().subject();
    if (login != null && !Objects.equals(login.caller().subject(), subject)) {
      error(null, Problem.of(ProblemType.FORBIDDEN, "token", FORBIDDEN_SUBJECT));
      return;
    }
    String key = new Client(now, client.address(), client.channel()).name();
    if (!key.equals(viewer)) {
      if (!loop.feed().viewers().move(viewer, key)) {
        end(Bye.TOO_MANY, RETRY_MS * BURST, "too many connections of this viewer");
        return;
      }
      viewer = key;
    }
    login = now;
    welcome();
  }

  /** Begins what is asked for; what is wrong with it is told. */
  void subscribe(ClientFrame.Subscribe asked) {
    forget(asked.id());
    if (subscriptions.size() >= loop.config().subscriptions()) {
      error(
          asked.id(),
          Problem.of(
              ProblemType.TOO_MANY_REQUESTS,
              "more than " + loop.config().subscriptions() + " subscriptions"));
      return;
    }
    Subscription subscription = new Subscription(loop, this, asked.id());
    try {
      StreamToken resume = token(asked.resume());
      subscriptions.add(subscription);
      registered(subscription, asked)
          .onComplete(done -> subscription.begin(resume), failure -> refuse(subscription, failure));
    } catch (RuntimeException wrong) {
      refuse(subscription, wrong);
    }
  }

  private static @Nullable StreamToken token(@Nullable String text) {
    return text == null ? null : StreamToken.parse(text).orElseThrow(() -> noToken("it is none"));
  }

  static ProblemException noToken(String why) {
    return Problem.of(
            ProblemType.INVALID_VALUE,
            "resume",
            "resume cannot be used: " + why + "; allowed: a token of this stream, as it was given")
        .exception();
  }

  private Future<?> registered(Subscription subscription, ClientFrame.Subscribe asked) {
    return switch (asked.stream()) {
      case "channel" -> loop.audience().add(subscription, new Subject.OfChannel(asked.channel()));
      case "query" -> loop.audience().add(subscription, loop.feed().query(asked));
      case "follows" -> loop.audience().addFollower(subscription, subject());
      default -> loop.audience().add(subscription, Subject.OfTrending.LIST);
    };
  }

  private String subject() {
    Login known = login;
    String subject = known == null ? null : known.caller().subject();
    if (subject == null) {
      throw Problem.of(
              ProblemType.UNAUTHENTICATED, "stream", "follows is about someone: send a token")
          .exception();
    }
    return subject;
  }

  /** It cannot begin, or go on. */
  void refuse(Subscription subscription, Throwable failure) {
    if (subscription.ended()) {
      return;
    }
    forget(subscription);
    error(subscription.id(), Problems.of(failure, connection));
  }

  private void forget(String id) {
    for (Subscription subscription : subscriptions) {
      if (subscription.id().equals(id)) {
        forget(subscription);
        return;
      }
    }
  }

  private void forget(Subscription subscription) {
    subscription.end();
    subscriptions.remove(subscription);
    loop.audience().forget(subscription);
  }

  // ---- what is to be sent

  /** The connection takes more. */
  void drained() {
    stuckMs = 0;
    pump();
  }

  /** Sends what waits, as far as the connection takes it. */
  void pump() {
    if (ended || !outbox.flush()) {
      return;
    }
    for (int i = 0; i < subscriptions.size() && outbox.open(); i++) {
      subscriptions.get(i).pump();
    }
  }

  /** Whether a frame would be written at once. */
  boolean open() {
    return outbox.open();
  }

  /**
   * Sends a frame, or keeps it until it can be sent.
   *
   * @return false if there is no room for it
   */
  boolean offer(Frame frame) {
    boolean room = outbox.offer(frame);
    if (room) {
      pulse.sent(System.currentTimeMillis());
    }
    return room;
  }

  // ---- time passes

  /** Once a second. */
  void tick(long now) {
    if (ended) {
      return;
    }
    LiveConfig.Times times = loop.config().times();
    if (login == null && loop.loginNeeded() && now - openedMs > times.login().toMillis()) {
      end(Bye.UNAUTHENTICATED, 0, "no token came");
    } else if (login != null && login.expiresMs() <= now) {
      end(Bye.UNAUTHENTICATED, 0, "the token has expired");
    } else if (pulse.isSilent(now)) {
      end(Bye.SILENT, RETRY_MS, "nothing came for " + times.idle().toSeconds() + " s");
    } else if (stuckFor(now) > times.slow().toMillis()) {
      end(Bye.SLOW, RETRY_MS, "nothing was read for " + times.slow().toSeconds() + " s");
    } else if (pulse.beatIsDue(now) && outbox.open()) {
      control(ServerFrames.pong(null, moved()));
      pulse.beat(now);
    }
  }

  private long stuckFor(long now) {
    boolean wants = outbox.waiting();
    for (int i = 0; i < subscriptions.size() && !wants; i++) {
      wants = subscriptions.get(i).wants();
    }
    if (!wants) {
      stuckMs = 0;
      return 0;
    }
    if (stuckMs == 0) {
      stuckMs = now;
      pump();
    }
    return now - stuckMs;
  }

  private Map<String, String> moved() {
    Map<String, String> tokens = LinkedHashMap.newLinkedHashMap(subscriptions.size());
    for (Subscription each : subscriptions) {
      String token = each.moved();
      if (token != null) {
        tokens.put(each.id(), token);
      }
    }
    return tokens;
  }

  // ---- telling and ending

  private void error(@Nullable String subscription, Problem problem) {
    String after = problem.headers().get("Retry-After");
    long retryMs = after == null ? 0 : TimeUnit.SECONDS.toMillis(Long.parseLong(after));
    control(ServerFrames.error(subscription, problem, connection, retryMs));
    if (!hears) {
      // Over an event stream there is nothing else to be had.
      end(Bye.INTERNAL, Math.max(RETRY_MS, retryMs), problem.detail());
    }
  }

  /** Sends what cannot be left out; a client that lets even that wait is let go. */
  void control(Frame frame) {
    if (!ended && !offer(frame)) {
      end(Bye.SLOW, RETRY_MS, "answers are not read");
    }
  }

  /**
   * Ends it from this side.
   *
   * @param retryAfterMs when to come again, if the code says so
   */
  void end(Bye code, long retryAfterMs, String detail) {
    if (ended) {
      return;
    }
    LOG.debug("Live connection {} ends: {}, {}", connection, code, detail);
    loop.meters().bye(code);
    outbox.flush();
    if (!wire.full()) {
      wire.write(ServerFrames.bye(code, retryAfterMs, detail));
    }
    closed();
    wire.end(code, code.again() ? retryAfterMs : 0);
  }

  /** It has ended, from whichever side. */
  void closed() {
    if (ended) {
      return;
    }
    ended = true;
    outbox.drop();
    for (Subscription subscription : List.copyOf(subscriptions)) {
      forget(subscription);
    }
    loop.closed(this);
  }
}
