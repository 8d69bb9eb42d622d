package io.kinora.verticles.config;

import java.util.List;

/** What is served over HTTP, and to whom. */
final class HttpSettings {

  private static final Setting<String> HOST =
      Setting.text(
          "http.host", "127.0.0.1", "an address of this machine", "The address HTTP listens on.");
  static final Setting<Integer> PORT =
      Setting.integer("http.port", 8080, 0, 65535, "The HTTP port; 0 takes a free one.");
  private static final Setting<Integer> INSTANCES =
      Setting.integer("http.instances", 2, 1, 64, "Event loops that serve HTTP.");
  private static final Setting<List<String>> CORS =
      Setting.list(
          "http.cors",
          "none",
          "none, or a comma-separated list of origins, e.g. https://videos.example",
          "Origins whose pages may call the API.");
  private static final Setting<Integer> MAX_MEDIA_MB =
      Setting.integer(
          "http.max-media-mb", 4096, 1, 1_000_000, "The largest file that may be uploaded, MB.");
  private static final Setting<Integer> CONNECTIONS =
      Setting.integer(
          "http.connections",
          40_000,
          1,
          1_000_000,
          "Open connections at a time besides WebSockets, event streams included; more get 503.");
  private static final Setting<Integer> RATE =
      Setting.countOrNone(
          "http.requests-per-second",
          2000,
          1_000_000,
          "What one client may ask a second before it gets 429.");
  private static final Setting<Boolean> AUTH_ANONYMOUS =
      Setting.flag("auth.anonymous-search", true, "Whether searching needs no token.");
  private static final Setting<String> AUTH_KEYS =
      Setting.text(
          "auth.keys",
          "local",
          "local, or a path to a JWKS file",
          "The keys that tokens are checked with; local makes its own secret under the data"
              + " folder.");
  private static final Setting<List<String>> AUTH_ISSUER =
      Setting.list("auth.issuer", "none", "none, or one issuer", "The issuer tokens must name.");
  private static final Setting<List<String>> AUTH_AUDIENCE =
      Setting.list(
          "auth.audience",
          "none",
          "none, or audiences",
          "The audiences of which one must be named.");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          INSTANCES,
          CORS,
          MAX_MEDIA_MB,
          CONNECTIONS,
          RATE,
          AUTH_ANONYMOUS,
          AUTH_KEYS,
          AUTH_ISSUER,
          AUTH_AUDIENCE);

  private HttpSettings() {}

  static NodeConfig.Http http(Settings s) {
    return new NodeConfig.Http(
        s.get(HOST),
        s.get(PORT),
        s.get(INSTANCES),
        s.get(CORS),
        s.get(MAX_MEDIA_MB) * 1_000_000L,
        s.get(CONNECTIONS),
        s.get(RATE));
  }

  static NodeConfig.Auth auth(Settings s) {
    return new NodeConfig.Auth(
        s.get(AUTH_ANONYMOUS), s.get(AUTH_KEYS), s.get(AUTH_ISSUER), s.get(AUTH_AUDIENCE));
  }
}
