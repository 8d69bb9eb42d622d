package io.kinora.verticles.cli;

import io.kinora.ranking.evaluation.Evaluation;
import io.kinora.ranking.evaluation.Judgements;
import io.kinora.verticles.Version;
import io.kinora.verticles.cli.EvaluationRuns.Findings;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.kinora.verticles.evaluation.BeirFiles;
import io.kinora.verticles.evaluation.BeirFiles.Query;
import io.kinora.verticles.evaluation.EvaluationReport;
import io.kinora.verticles.evaluation.EvaluationReport.Entry;
import io.kinora.verticles.evaluation.EvaluationReport.Pair;
import io.kinora.verticles.evaluation.HtmlReport;
import io.kinora.verticles.evaluation.JsonReport;
import io.kinora.verticles.evaluation.TableReport;
import io.kinora.verticles.evaluation.TrecRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kinora evaluate}: how good the hits are, by the judgements of people. */
@Command(
    name = "evaluate",
    description = {
      "Measures relevance: asks judged queries over HTTP and says how good the hits are.",
      "With --corpus a node is started for it, the documents are loaded, and the node is asked. Without, the judgements are about the"
          + " videos of a server that runs already (--url, or --data, its data folder)."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  kinora evaluate --corpus corpus.jsonl --queries queries.jsonl --qrels qrels/test.tsv --html report.html",
      "  kinora evaluate --data scifact ... --versus fusion.method=rrf    two configurations",
      "  kinora evaluate --data scifact ... --against bm25.run            another engine's answers, as a TREC run",
      "  kinora evaluate --url http://127.0.0.1:8080 --queries mine.jsonl --qrels mine.tsv"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final Set<String> MODES = Set.of("text", "semantic", "visual", "hybrid");

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description = "Documents, JSON lines with _id, title, text; may be gzipped, as all files.")
  private @Nullable Path corpus;

  @Option(
      names = "--queries",
      required = true,
      paramLabel = "FILE",
      description = "Queries, JSON lines with _id and text.")
  @SuppressWarnings("NullAway.Init")
  private Path queries;

  @Option(
      names = "--qrels",
      required = true,
      paramLabel = "FILE",
      description = "Judgements: query, document (or video id) and grade, with tabs between.")
  @SuppressWarnings("NullAway.Init")
  private Path qrels;

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "text,semantic,hybrid",
      description = "text, semantic, visual, hybrid (default: ${DEFAULT-VALUE}).")
  private List<String> modes = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps the loaded corpus for the next run; else a folder that is deleted.")
  private @Nullable Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a report with plots.")
  private @Nullable Path html;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Writes what was found as TREC runs, a file a mode.")
  private @Nullable Path runs;

  @Option(
      names = "--versus",
      split = ",",
      paramLabel = "NAME=VALUE",
      description = "Asks a second time with these settings changed, and compares.")
  private Map<String, String> versus = new LinkedHashMap<>();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Compares with a TREC run, of another engine or written by --runs.")
  private @Nullable Path against;

  @Option(
      names = "--changes",
      defaultValue = "5",
      description =
          "How many of the queries that got better and worse most to print (default: ${DEFAULT-VALUE}).")
  private int changes;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "NAME=VALUE",
      description = "A setting of the node that is started; repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file of settings of the node that is started.")
  private @Nullable Path config;

  @Option(names = "--url", paramLabel = "URL", description = "A server that runs already.")
  private @Nullable String url;

  @Option(names = "--token", paramLabel = "TOKEN", description = "A bearer token for it.")
  private @Nullable String token;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    try {
      evaluate();
      return 0;
    } catch (NoSuchFileException missing) {
      throw new CommandFailedException("There is no file " + missing.getMessage());
    } catch (IOException failed) {
      throw new CommandFailedException(String.valueOf(failed.getMessage()));
    }
  }

  private void checkOptions() {
    for (String mode : modes) {
      if (!MODES.contains(mode)) {
        throw wrong("--modes is \"" + mode + "\"; allowed: text, semantic, visual, hybrid");
      }
    }
    boolean ofNode = !settings.isEmpty() || !versus.isEmpty() || config != null;
    if (corpus == null && ofNode) {
      throw wrong(
          "--set, --config and --versus are for the node that --corpus starts; a running server has its own settings");
    }
    if (corpus != null && url != null) {
      throw wrong(
          "--corpus starts a node of its own and --url names another; allowed: one of them");
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private void evaluate() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (corpus != null && !Files.isReadable(corpus)) {
      throw new NoSuchFileException(corpus.toString());
    }
    Judgements judged = BeirFiles.judgements(qrels);
    List<Query> asked =
        BeirFiles.queries(queries).stream()
            .filter(query -> judged.queries().contains(query.id()))
            .toList();
    if (asked.isEmpty()) {
      throw new CommandFailedException(
          "No query of " + queries + " has a judgement in " + qrels + ".");
    }
    Findings found = found(new EvaluationRuns(modes, asked, out));
    EvaluationReport report = report(judged, asked, found);
    new TableReport(report, out, changes).print();
    write(report, out);
  }

  private Findings found(EvaluationRuns runs) throws IOException, InterruptedException {
    if (corpus == null) {
      return runs.ofServer(ServerOptions.client(url, token, data));
    }
    Path folder = data == null ? Files.createTempDirectory("kinora-evaluate-") : data;
    try {
      NodeConfig changed = versus.isEmpty() ? null : nodeConfig(folder, versus);
      return runs.ofCorpus(corpus, nodeConfig(folder, Map.of()), changed, written(versus));
    } finally {
      if (data == null) {
        TemporaryFolder.delete(folder);
      }
    }
  }

  /** As any node, but that nothing is answered from a cache, and all cores embed. */
  private NodeConfig nodeConfig(Path folder, Map<String, String> changed) {
    Map<String, String> given = new LinkedHashMap<>(settings);
    given.putAll(changed);
    given.put("data", folder.toString());
    given.put("http.port", "0");
    Map<String, String> defaults =
        Map.of(
            "search.cache", "none",
            "http.requests-per-second", "none",
            "embedding.instances",
                Integer.toString(Math.min(64, Runtime.getRuntime().availableProcessors())));
    return NodeConfig.from(Settings.of(config, System.getenv(), given, defaults));
  }

  private EvaluationReport report(Judgements judged, List<Query> asked, Findings found)
      throws IOException {
    Map<String, String> facts = new LinkedHashMap<>(found.facts());
    if (!settings.isEmpty()) {
      facts.put("settings", written(settings));
    }
    facts.put("Kinora", Version.TEXT);
    List<Entry> base = new ArrayList<>();
    found.base().forEach((mode, run) -> base.add(entry(mode, run, judged)));
    List<Entry> others = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (Entry mode : base) {
      TrecRun changed = found.changed().get(mode.name());
      if (changed != null) {
        Entry other = entry(mode.name() + ", " + written(versus), changed, judged);
        others.add(other);
        pairs.add(new Pair(mode, other));
      }
    }
    if (against != null) {
      Entry other = entry(String.valueOf(against.getFileName()), TrecRun.read(against), judged);
      others.add(other);
      base.forEach(mode -> pairs.add(new Pair(other, mode)));
    }
    if (pairs.isEmpty()) {
      everyTwo(base, pairs);
    }
    Map<String, String> words = new LinkedHashMap<>();
    asked.forEach(query -> words.put(query.id(), query.text()));
    return new EvaluationReport(title(), facts, base, others, pairs, judged, words);
  }

  private static void everyTwo(List<Entry> entries, List<Pair> pairs) {
    for (int other = 1; other < entries.size(); other++) {
      for (int base = 0; base < other; base++) {
        pairs.add(new Pair(entries.get(base), entries.get(other)));
      }
    }
  }

  private static Entry entry(String name, TrecRun run, Judgements judged) {
    return new Entry(name, run, Evaluation.of(judged, run.ranked()));
  }

  private static String written(Map<String, String> changed) {
    List<String> each = new ArrayList<>();
    changed.forEach((name, value) -> each.add(name + "=" + value));
    return String.join(", ", each);
  }

  /** The folder that the collection lies in, which is what collections are known by. */
  private String title() {
    Path folder = Objects.requireNonNullElse(corpus, queries).toAbsolutePath().getParent();
    return folder == null || folder.getFileName() == null
        ? "relevance"
        : folder.getFileName().toString();
  }

  private void write(EvaluationReport report, PrintWriter out) throws IOException {
    if (json != null) {
      JsonReport.write(report, json);
      out.println("Figures: " + json);
    }
    if (html != null) {
      HtmlReport.write(report, html);
      out.println("Report: " + html.toAbsolutePath().toUri());
    }
    if (runs != null) {
      Files.createDirectories(runs);
      for (Entry mode : report.modes()) {
        mode.run()
            .write(
                runs.resolve(mode.name() + ".run"),
                "kinora-" + mode.name().toLowerCase(Locale.ROOT));
      }
      out.println("Runs: " + runs);
    }
    out.flush();
  }
}
