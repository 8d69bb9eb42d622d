package io.kinora.verticles.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.verticles.cli.ApiClient.RefusedException;
import io.kinora.verticles.evaluation.BeirFiles.Query;
import io.kinora.verticles.evaluation.DocumentVideo;
import io.kinora.verticles.evaluation.TrecRun;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a server many queries over HTTP, as any client would, and notes what it found. */
final class Questions {

  /** As deep as a page may be: recall is measured to here. */
  private static final int DEPTH = 100;

  private static final int LONGEST = 512;
  private static final int PATIENCE_MS = 5_000;
  private static final int AT_A_TIME = Runtime.getRuntime().availableProcessors();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiClient server;
  private final List<Query> queries;
  private final PrintWriter out;

  Questions(ApiClient server, List<Query> queries, PrintWriter out) {
    this.server = server;
    this.queries = queries;
    this.out = out;
  }

  /**
   * @param partial how many answers were not complete: not all was searched in time
   */
  record Answers(TrecRun run, int partial) {}

  private record Answer(List<String> ids, boolean partial) {}

  Answers ask(String mode) throws InterruptedException {
    Map<String, List<String>> ranked = new TreeMap<>();
    int partial = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        Progress progress = Progress.over("asked, " + mode, queries.size(), out)) {
      List<Future<Answer>> answers = new ArrayList<>(queries.size());
      for (Query query : queries) {
        answers.add(threads.submit(() -> answer(query, mode)));
      }
      try {
        for (int i = 0; i < answers.size(); i++) {
          Answer answer = answers.get(i).get();
          ranked.put(queries.get(i).id(), answer.ids());
          partial += answer.partial() ? 1 : 0;
          progress.step(1);
        }
      } catch (ExecutionException failed) {
        threads.shutdownNow();
        throw new CommandFailedException(
            "A query could not be asked (mode "
                + mode
                + "): "
                + (failed.getCause() == null ? failed : failed.getCause().getMessage()));
      }
    }
    return new Answers(new TrecRun(ranked), partial);
  }

  /** A query without words would browse: it finds nothing instead. */
  private Answer answer(Query query, String mode) throws RefusedException, InterruptedException {
    String words = DocumentVideo.question(query.text(), LONGEST);
    if (words.isEmpty()) {
      return new Answer(List.of(), false);
    }
    ObjectNode asked = JSON.createObjectNode();
    asked.put("q", words).put("mode", mode).put("limit", DEPTH).put("deadline_ms", PATIENCE_MS);
    asked.put("collapse", "none").putArray("fields").add("id");
    JsonNode answer = server.post("/v1/search", asked);
    List<String> ids = new ArrayList<>();
    for (JsonNode hit : answer.path("hits")) {
      ids.add(hit.path("id").asText());
    }
    return new Answer(ids, !answer.path("partial").isEmpty());
  }

  /** How many queries are longer than a search box takes and are cut. */
  long cut() {
    return queries.stream().filter(query -> query.text().length() > LONGEST).count();
  }
}
