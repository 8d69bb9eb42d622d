package io.kinora.verticles.http;

import io.kinora.catalog.InvalidValueException;
import java.time.Duration;
import java.util.List;

/**
 * Where the API listens and how much of it one client may have.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param corsOrigins origins whose pages may call, e.g. {@code https://videos.example}; empty for
 *     none, {@code *} for all
 */
public record HttpConfig(
    String host, int port, Limits limits, RateLimit rateLimit, List<String> corsOrigins) {

  /** This machine only, the default port, default limits. */
  public static final HttpConfig LOCAL =
      new HttpConfig("127.0.0.1", 8080, Limits.DEFAULT, RateLimit.DEFAULT, List.of());

  public HttpConfig {
    Range.check("http.port", port, 0, 65_535);
    corsOrigins = List.copyOf(corsOrigins);
    for (String origin : corsOrigins) {
      if (!origin.equals("*") && !origin.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+")) {
        throw new InvalidValueException(
            "http.cors_origins", origin, "* or an origin such as https://videos.example");
      }
    }
  }

  public HttpConfig withPort(int other) {
    return new HttpConfig(host, other, limits, rateLimit, corsOrigins);
  }

  public HttpConfig withLimits(Limits other) {
    return new HttpConfig(host, port, other, rateLimit, corsOrigins);
  }

  public HttpConfig withRateLimit(RateLimit other) {
    return new HttpConfig(host, port, limits, other, corsOrigins);
  }

  public HttpConfig withCorsOrigins(List<String> other) {
    return new HttpConfig(host, port, limits, rateLimit, other);
  }

  /**
   * Bounds on what is taken in.
   *
   * @param jsonBytes of a JSON body
   * @param lineBytes of a line of a bulk request
   * @param mediaBytes of an uploaded file
   * @param concurrentRequests in work at once, all instances together
   * @param connections open at once, all instances together
   * @param idle how long a connection may be silent
   * @param drain how long requests in work may go on once the server stops
   * @param patience how long {@code wait=searchable} waits, at most {@code idle}
   */
  public record Limits(
      int jsonBytes,
      int lineBytes,
      long mediaBytes,
      int concurrentRequests,
      int connections,
      Duration idle,
      Duration drain,
      Duration patience) {

    public static final Limits DEFAULT =
        new Limits(
            1 << 20,
            1 << 20,
            4L << 30,
            2_000,
            40_000,
            Duration.ofMinutes(1),
            Duration.ofSeconds(6),
            Duration.ofSeconds(10));

    public Limits {
      Range.check("http.limits.json_bytes", jsonBytes, 1_024, 64 << 20);
      Range.check("http.limits.line_bytes", lineBytes, 1_024, 64 << 20);
      Range.check("http.limits.media_bytes", mediaBytes, 1_024, 1L << 44);
      Range.check("http.limits.concurrent_requests", concurrentRequests, 1, 1_000_000);
      Range.check("http.limits.connections", connections, 1, 1_000_000);
      Range.check("http.limits.idle_ms", idle.toMillis(), 100, 3_600_000);
      Range.check("http.limits.drain_ms", drain.toMillis(), 0, 600_000);
      // Beyond that the connection would be taken for a silent one.
      Range.check("http.limits.patience_ms", patience.toMillis(), 1, idle.toMillis());
    }

    public Limits withBytes(int json, int line, long media) {
      return new Limits(json, line, media, concurrentRequests, connections, idle, drain, patience);
    }

    public Limits withConcurrentRequests(int other) {
      return new Limits(
          jsonBytes, lineBytes, mediaBytes, other, connections, idle, drain, patience);
    }

    public Limits withConnections(int other) {
      return new Limits(
          jsonBytes, lineBytes, mediaBytes, concurrentRequests, other, idle, drain, patience);
    }
  }

  /**
   * Requests a client (the token's subject, else the address) may send: a token bucket.
   *
   * @param perSecond refilled; 0 switches the limit off
   * @param burst the most that can be saved up
   */
  public record RateLimit(int perSecond, int burst) {

    public static final RateLimit DEFAULT = new RateLimit(1_000, 5_000);
    public static final RateLimit OFF = new RateLimit(0, 1);

    public RateLimit {
      Range.check("http.rate_limit.per_second", perSecond, 0, 10_000_000);
      Range.check("http.rate_limit.burst", burst, 1, 10_000_000);
    }
  }

  /** Apart from the records it checks: their constants must not need one another to be made. */
  private static final class Range {

    static void check(String field, long value, long low, long high) {
      if (value < low || value > high) {
        throw new InvalidValueException(field, value, low + " to " + high);
      }
    }
  }
}
