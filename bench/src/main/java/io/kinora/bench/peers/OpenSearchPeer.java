package io.kinora.bench.peers;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * OpenSearch with its k-NN plugin on the Lucene engine. A hybrid query is the cheapest it has: one
 * {@code bool} query whose score is BM25 plus the weighted similarity.
 */
record OpenSearchPeer(URI address) implements Peer {

  private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");
  private static final String JSON = "application/json";
  private static final String INDEX =
      """
      {"settings":{"index":{"knn":true,"number_of_shards":1,"number_of_replicas":0,
        "refresh_interval":"-1"}},
       "mappings":{"properties":{"title":{"type":"text"},"description":{"type":"text"},
        "vector":{"type":"knn_vector","dimension":%d,"method":{"name":"hnsw","engine":"lucene",
          "space_type":"cosinesimil","parameters":{"m":16,"ef_construction":100}}}}}}""";

  @Override
  public String name() {
    return "OpenSearch";
  }

  @Override
  public void load(Corpus corpus) throws IOException {
    int dimension = corpus.videos().getFirst().vector().length;
    try (RawHttp http = new RawHttp(address)) {
      http.send(RawHttp.request("PUT", "/videos", JSON, null, INDEX.formatted(dimension)));
      for (int from = 0; from < corpus.videos().size(); from += BULK) {
        int to = Math.min(corpus.videos().size(), from + BULK);
        bulk(http, corpus.videos().subList(from, to));
      }
      http.send(RawHttp.request("POST", "/videos/_refresh", JSON, null, ""));
      http.send(RawHttp.request("POST", "/videos/_forcemerge?max_num_segments=1", JSON, null, ""));
      http.send(RawHttp.request("POST", "/videos/_refresh", JSON, null, ""));
    }
  }

  private static void bulk(RawHttp http, List<Corpus.Item> videos) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Corpus.Item video : videos) {
      lines.append(
          """
          {"index":{"_id":"%s"}}
          {"title":"%s","description":"%s","vector":%s}
          """
              .formatted(video.id(), video.title(), video.description(), video.vectorJson()));
    }
    String answer =
        http.send(
            RawHttp.request(
                "POST",
                "/videos/_bulk?filter_path=errors",
                "application/x-ndjson",
                null,
                lines.toString()));
    if (!answer.contains("\"errors\":false")) {
      throw new IOException("not all was taken: " + answer);
    }
  }

  @Override
  public byte[] request(Mode mode, Corpus.Item query) {
    String words =
        "{\"multi_match\":{\"query\":\"%s\",\"fields\":[\"title^2\",\"description\"]}}"
            .formatted(query.title());
    String asked =
        switch (mode) {
          case TEXT -> words;
          case VECTOR -> nearest(query, Corpus.TOP, 1);
          case HYBRID -> "{\"bool\":{\"should\":[%s,%s]}}".formatted(words, nearest(query, 50, 10));
        };
    return RawHttp.request(
        "POST",
        "/videos/_search?filter_path=hits.hits._id",
        JSON,
        null,
        "{\"query\":%s,\"size\":%d,\"_source\":false,\"track_total_hits\":false}"
            .formatted(asked, Corpus.TOP));
  }

  private static String nearest(Corpus.Item query, int k, int boost) {
    return ("{\"knn\":{\"vector\":{\"vector\":%s,\"k\":%d,\"boost\":%d,"
            + "\"method_parameters\":{\"ef_search\":100}}}}")
        .formatted(query.vectorJson(), k, boost);
  }

  @Override
  public Pattern id() {
    return ID;
  }
}
