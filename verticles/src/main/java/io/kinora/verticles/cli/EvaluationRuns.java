package io.kinora.verticles.cli;

import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.evaluation.BeirFiles.Query;
import io.kinora.verticles.evaluation.TrecRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks judged queries, of a server that runs or of nodes started for a collection. */
final class EvaluationRuns {

  /**
   * What was found, by mode.
   *
   * @param changed the same with the settings of {@code --versus}; empty without
   */
  record Findings(
      Map<String, TrecRun> base, Map<String, TrecRun> changed, Map<String, String> facts) {}

  private final List<String> modes;
  private final List<Query> asked;
  private final PrintWriter out;
  private final Map<String, String> facts = new LinkedHashMap<>();

  EvaluationRuns(List<String> modes, List<Query> asked, PrintWriter out) {
    this.modes = modes;
    this.asked = asked;
    this.out = out;
  }

  Findings ofServer(ApiClient server) throws InterruptedException {
    facts.put("server", server.base().toString());
    return new Findings(ask(server, ""), Map.of(), facts);
  }

  /**
   * @param changed another configuration to ask as well, or null
   * @param change how it differs, for people
   */
  Findings ofCorpus(Path documents, NodeConfig base, @Nullable NodeConfig changed, String change)
      throws IOException, InterruptedException {
    Map<String, TrecRun> found = ofNode(documents, base, "");
    Map<String, TrecRun> other = changed == null ? Map.of() : ofNode(documents, changed, change);
    return new Findings(found, other, facts);
  }

  private Map<String, TrecRun> ofNode(Path documents, NodeConfig config, String with)
      throws IOException, InterruptedException {
    try (CollectionNode node = CollectionNode.start(config, out)) {
      CollectionNode.Loaded loaded = node.load(documents);
      facts.put("documents", Long.toString(loaded.documents()));
      Map<String, TrecRun> found = ask(node.client(), with);
      found.replaceAll((mode, run) -> named(run, loaded.ids()));
      return found;
    }
  }

  private Map<String, TrecRun> ask(ApiClient server, String with) throws InterruptedException {
    Questions questions = new Questions(server, asked, out);
    Map<String, TrecRun> found = new LinkedHashMap<>();
    int partial = 0;
    for (String mode : modes) {
      Questions.Answers answers = questions.ask(mode);
      found.put(mode, answers.run());
      partial += answers.partial();
    }
    facts.put("queries", Integer.toString(asked.size()));
    if (questions.cut() > 0) {
      facts.put("queries longer than a search box takes, cut", Long.toString(questions.cut()));
    }
    if (partial > 0) {
      facts.put(
          "answers that were not complete" + (with.isEmpty() ? "" : ", " + with),
          Integer.toString(partial));
    }
    return found;
  }

  /**
   * Documents under their own ids, and without the one that has the query's: a collection whose
   * queries are documents does not ask for the query itself, and BEIR leaves it out as well.
   */
  private static TrecRun named(TrecRun run, Map<String, String> ids) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    run.renamed(id -> ids.getOrDefault(id, id))
        .ranked()
        .forEach(
            (query, found) ->
                named.put(query, found.stream().filter(id -> !id.equals(query)).toList()));
    return new TrecRun(named);
  }
}
