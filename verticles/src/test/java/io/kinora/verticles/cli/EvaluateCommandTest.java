package io.kinora.verticles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small judged collection from its files to the report, through a real node. */
final class EvaluateCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writesACollection() throws IOException {
    write(
        "corpus.jsonl",
        """
        {"_id": "tides", "title": "Tides", "text": "The moon pulls at the sea."}
        {"_id": "bread/1", "title": "Sourdough", "text": "Flour, water, salt and patience."}
        {"_id": "rocket", "title": "Rockets", "text": "Lift-off of a rocket to the moon."}
        {"_id": "q2", "title": "Sourdough, asked", "text": "A document that is its own question."}
        """);
    write(
        "queries.jsonl",
        """
        {"_id": "q1", "text": "moon rocket"}
        {"_id": "q2", "text": "sourdough"}
        {"_id": "q3", "text": "nobody judged this"}
        """);
    write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\ttides\t1\nq1\trocket\t1\nq2\tbread/1\t1\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... more) {
    List<String> line = new ArrayList<>(List.of("evaluate"));
    for (String name : new String[] {"queries", "qrels"}) {
      line.add("--" + name);
      line.add(folder.resolve(name.equals("qrels") ? "qrels.tsv" : "queries.jsonl").toString());
    }
    line.addAll(List.of(more));
    CommandLine command = Kinora.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(line.toArray(String[]::new));
  }

  @Test
  void a_collection_is_loaded_asked_and_reported() throws IOException {
    Path run = write("other.run", "q1 Q0 rocket 1 2.0 other\nq2 Q0 tides 1 1.0 other\n");

    int code =
        run(
            "--corpus", folder.resolve("corpus.jsonl").toString(),
            "--modes", "text",
            "--data", folder.resolve("data").toString(),
            "--json", folder.resolve("out.json").toString(),
            "--html", folder.resolve("out.html").toString(),
            "--runs", folder.resolve("runs").toString(),
            "--against", run.toString(),
            "--set", "encoders.text=none",
            "--set", "encoders.sight=none");

    assertThat(code).as(err.toString()).isZero();
    JsonNode text = JSON.readTree(folder.resolve("out.json").toFile()).path("text");
    assertThat(text.path("queries").asInt()).as("judged ones only").isEqualTo(2);
    assertThat(text.path("ndcg@10").asDouble()).isEqualTo(1);
    assertThat(text.path("recall@100").asDouble()).isEqualTo(1);
    assertThat(text.path("precision@10").asDouble()).isCloseTo(0.15, within(1e-9));
    JsonNode other = text.path("compared").path("other.run").path("difference").path("ndcg@10");
    assertThat(other.path("worse").asInt()).isEqualTo(2);
    assertThat(other.path("mean").asDouble()).isLessThan(-0.5);
    assertThat(Files.readString(folder.resolve("runs/text.run")))
        .as("documents have their own ids again, and the query is not its own answer")
        .contains("q2 Q0 bread/1 1 ")
        .doesNotContain("q2 Q0 q2");
    assertThat(Files.readString(folder.resolve("out.html")))
        .contains("<svg", "moon rocket", "other.run")
        .doesNotContain("<script", "<link", "src=", "@import");
    assertThat(out.toString()).contains("nDCG@10", "1.0000", "against other.run");
  }

  @Test
  void what_does_not_go_together_is_refused_before_anything_is_started() {
    assertThat(run("--modes", "smell")).isEqualTo(2);
    assertThat(run("--versus", "fusion.method=rrf")).isEqualTo(2);
    assertThat(run("--corpus", "corpus.jsonl", "--url", "http://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("smell", "text, semantic, visual, hybrid")
        .contains("--versus")
        .contains("one of them");
  }

  @Test
  void a_missing_or_unjudged_file_is_named() throws IOException {
    assertThat(run("--corpus", folder.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("nowhere");

    write("qrels.tsv", "query-id\tcorpus-id\tscore\nq9\ttides\t1\n");
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("No query of");
  }
}
