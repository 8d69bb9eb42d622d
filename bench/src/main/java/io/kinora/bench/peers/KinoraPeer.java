package io.kinora.bench.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Kinora node with its defaults but: one shard, no encoders (vectors come with the requests), no
 * caches, no limit on requests a second.
 *
 * @param token the operator's
 * @param index folder of the shard's Lucene index
 */
record KinoraPeer(URI address, String token, Path index) implements Peer {

  static final List<String> SETTINGS =
      List.of(
          "shards=1",
          "encoders.text=none",
          "encoders.sight=none",
          "search.cache=none",
          "search.encoding-cache=none",
          "http.requests-per-second=none");

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern TOTAL = Pattern.compile("\"total\":\\{\"value\":(\\d+)");
  private static final String JSON = "application/json";
  private static final String BROWSE =
      "{\"q\":\"\",\"mode\":\"text\",\"limit\":1,\"deadline_ms\":5000}";
  private static final String TAIL =
      ",\"limit\":%d,\"fields\":[\"id\"],\"deadline_ms\":5000}".formatted(Corpus.TOP);
  private static final long PATIENCE_MINUTES = 10;

  @Override
  public String name() {
    return "Kinora";
  }

  @Override
  public void load(Corpus corpus) throws IOException, InterruptedException {
    try (RawHttp http = new RawHttp(address)) {
      for (int from = 0; from < corpus.videos().size(); from += BULK) {
        int to = Math.min(corpus.videos().size(), from + BULK);
        bulk(http, corpus.videos().subList(from, to));
      }
      long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
      while (searchable(http) < corpus.videos().size() || segments() > 1) {
        if (System.nanoTime() > until) {
          throw new IOException("the shard did not settle: " + segments() + " segments");
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private void bulk(RawHttp http, List<Corpus.Item> videos) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Corpus.Item video : videos) {
      lines.append(
          """
          {"put":{"id":"%s","title":"%s","description":"%s","vectors":{"video":%s}}}
          """
              .formatted(video.id(), video.title(), video.description(), video.vectorJson()));
    }
    String answer =
        http.send(
            RawHttp.request(
                "POST", "/v1/videos:bulk", "application/x-ndjson", token, lines.toString()));
    if (answer.contains("\"status\":4") || answer.contains("\"status\":5")) {
      throw new IOException("not all was taken: " + answer);
    }
  }

  private long searchable(RawHttp http) throws IOException {
    Matcher total =
        TOTAL.matcher(http.send(RawHttp.request("POST", "/v1/search", JSON, token, BROWSE)));
    return total.find() ? Long.parseLong(total.group(1)) : 0;
  }

  private long segments() throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      return files.filter(file -> file.toString().endsWith(".si")).count();
    }
  }

  @Override
  public byte[] request(Mode mode, Corpus.Item query) {
    String words = "\"q\":\"%s\"".formatted(query.title());
    String vector =
        mode == Mode.TEXT
            ? ""
            : "\"vector\":{\"field\":\"video\",\"values\":%s}".formatted(query.vectorJson());
    String asked =
        switch (mode) {
          case TEXT -> "{\"mode\":\"text\"," + words;
          case VECTOR -> "{\"mode\":\"visual\"," + vector;
          case HYBRID -> "{\"mode\":\"hybrid\"," + words + "," + vector;
        };
    return RawHttp.request("POST", "/v1/search", JSON, token, asked + TAIL);
  }

  @Override
  public Pattern id() {
    return ID;
  }
}
