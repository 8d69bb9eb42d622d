package io.kinora.verticles.live;

import io.github.bucket4j.Bucket;
import io.kinora.catalog.InvalidValueException;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the live feed, whatever its transport: what it says, what is sent to it, when it
 * has gone. Lives on one event loop. A client that reads nothing for a while is let go.
 */
final class LiveSession {

  private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
  private static final int MOST_UNREADABLE = 10;
  private static final int BURST = 5;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long RETRY_MS = 1_000;

  /** The viewer has to close another connection first. */
  private static final long CROWDED_RETRY_MS = 5_000;

  private static final String FORBIDDEN_SUBJECT =
      "the connection belongs to another subject; open a new one";

  private final LiveLoop loop;
  private final Wire wire;
  private final Outbox outbox;
  private final String connection;
  private final boolean hears;
  private final Bucket allowance;
  private final Pulse pulse;
  private final Standstill standstill;
  private final Authentication authentication;
  private final Subscriptions subscriptions;
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
    this.outbox = new Outbox(wire, loop.config().queueBytes(), loop.meters().queued());
    this.connection = "%016x".formatted(ThreadLocalRandom.current().nextLong());
    LiveConfig.Times times = loop.config().times();
    this.pulse = new Pulse(times, hears, loop.clock());
    this.standstill = new Standstill(loop.clock());
    this.authentication =
        new Authentication(
            loop.logins(), loop.feed().viewers(), times.login(), loop.clock(), client);
    this.subscriptions = new Subscriptions(loop, this, authentication);
    int rate = loop.config().framesPerSecond();
    this.allowance =
        Bucket.builder()
            .addLimit(limit -> limit.capacity((long) BURST * rate).refillGreedy(rate, SECOND))
            .withNanosecondPrecision() // by default it goes by the wall clock
            .build();
  }

  /** Who it is for limits. */
  String viewer() {
    return authentication.viewer();
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** The client may begin. */
  void welcome() {
    control(
        ServerFrames.welcome(
            connection,
            authentication.signedIn(),
            authentication.expiresInMs(),
            loop.config(),
            loop.feed().windowMs()));
  }

  // ---- what the client says

  /** A message came. */
  void hear(String text) {
    if (ended) {
      return;
    }
    pulse.heard();
    if (!affords()) {
      return;
    }
    ClientFrame frame;
    try {
      frame = ClientFrame.read(text, loop.document());
    } catch (ProblemException | InvalidValueException wrong) {
      error(null, wrong);
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
    if (authentication.missing() && !(frame instanceof ClientFrame.Login)) {
      end(Bye.UNAUTHENTICATED, 0, "the first frame must be a token");
      return;
    }
    switch (frame) {
      case ClientFrame.Subscribe subscribe -> subscriptions.add(subscribe);
      case ClientFrame.Unsubscribe unsubscribe -> subscriptions.remove(unsubscribe.id());
      case ClientFrame.Ack ack -> {}
      case ClientFrame.Ping ping -> control(ServerFrames.pong(ping.n(), subscriptions.moved()));
      case ClientFrame.Login token -> logIn(token.token());
    }
  }

  private void logIn(String token) {
    switch (authentication.logIn(token)) {
      case ACCEPTED -> welcome();
      case BAD_TOKEN -> end(Bye.UNAUTHENTICATED, 0, "the token is not good, or has expired");
      case OTHER_SUBJECT ->
          error(null, Problem.of(ProblemType.FORBIDDEN, "token", FORBIDDEN_SUBJECT));
      case TOO_MANY_CONNECTIONS ->
          end(Bye.TOO_MANY, CROWDED_RETRY_MS, "too many connections of this viewer");
    }
  }

  // ---- what is to be sent

  /** The connection takes more. */
  void drained() {
    standstill.over();
    pump();
  }

  /** Sends what waits, as far as the connection takes it. */
  void pump() {
    if (!ended && outbox.flush()) {
      subscriptions.pump();
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
      pulse.sent();
    }
    return room;
  }

  // ---- time passes

  /** Once a second. */
  void tick() {
    if (ended) {
      return;
    }
    LiveConfig.Times times = loop.config().times();
    String lapse = authentication.lapse();
    if (lapse != null) {
      end(Bye.UNAUTHENTICATED, 0, lapse);
    } else if (pulse.isSilent()) {
      end(Bye.SILENT, RETRY_MS, "nothing came for " + times.idle().toSeconds() + " s");
    } else if (stuckForMs() > times.slow().toMillis()) {
      end(Bye.SLOW, RETRY_MS, "nothing was read for " + times.slow().toSeconds() + " s");
    } else if (pulse.beatIsDue() && outbox.open()) {
      control(ServerFrames.pong(null, subscriptions.moved()));
      pulse.beat();
    }
  }

  /** For how many ms the connection has taken nothing, though there is something for it. */
  private long stuckForMs() {
    if (!outbox.waiting() && !subscriptions.wants()) {
      standstill.over();
    } else if (standstill.begins()) {
      pump();
    }
    return standstill.ms();
  }

  // ---- telling and ending

  /** Tells what went wrong, as the problem that it is to clients. */
  void error(@Nullable String subscription, Throwable failure) {
    error(subscription, Problems.of(failure, connection));
  }

  /**
   * Tells what is wrong.
   *
   * @param subscription that does not exist because of it, or null
   */
  void error(@Nullable String subscription, Problem problem) {
    long retryMs = RetryAfter.ms(problem);
    control(ServerFrames.error(subscription, problem, connection, retryMs));
    if (!hears) {
      // Over an event stream there is nothing else to be had.
      end(Bye.INTERNAL, retryMs, problem.detail());
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
    subscriptions.clear();
    loop.closed(this);
  }
}
