package io.kinora.verticles.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.ranking.evaluation.Judgements;
import io.kinora.verticles.evaluation.BeirFiles.Document;
import io.kinora.verticles.evaluation.BeirFiles.Query;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections as they are handed round, and runs of other engines. */
final class BeirFilesTest {

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path gzipped(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static List<Document> documents(Path file) throws Exception {
    List<Document> documents = new ArrayList<>();
    BeirFiles.documents(file, documents::add);
    return documents;
  }

  @Test
  void a_corpus_is_read_line_by_line_gzipped_or_not() throws Exception {
    String lines =
        """
        {"_id": "d1", "title": "Tides", "text": "The moon.", "metadata": {}}

        {"_id": "d2", "text": "No title"}
        """;
    List<Document> expected =
        List.of(new Document("d1", "Tides", "The moon."), new Document("d2", "", "No title"));

    assertThat(documents(file("corpus.jsonl", lines))).isEqualTo(expected);
    assertThat(documents(gzipped("corpus.jsonl.gz", lines))).isEqualTo(expected);
    assertThat(BeirFiles.count(gzipped("again", lines))).isEqualTo(2);
  }

  @Test
  void queries_have_an_id_and_a_text() throws IOException {
    assertThat(BeirFiles.queries(file("q", "{\"_id\": \"1\", \"text\": \"why tides?\"}\n")))
        .containsExactly(new Query("1", "why tides?"));
  }

  @Test
  void judgements_are_read_as_beir_and_as_trec_write_them() throws IOException {
    Judgements beir =
        BeirFiles.judgements(file("a", "query-id\tcorpus-id\tscore\n1\td1\t2\n1\td2\t0\n"));
    Judgements trec = BeirFiles.judgements(file("b", "1 0 d1 2\n1 0 d2 0\n"));

    assertThat(beir.of("1")).isEqualTo(Map.of("d1", 2, "d2", 0)).isEqualTo(trec.of("1"));
    assertThat(beir.queries()).containsExactly("1");
  }

  @Test
  void what_is_wrong_is_named_with_its_file_and_line() throws IOException {
    Path broken = file("corpus.jsonl", "{\"_id\": \"d1\"}\n{\"_id\": \n");
    Path nameless = file("queries.jsonl", "{\"text\": \"who?\"}\n");
    Path ungraded = file("qrels.tsv", "query-id\tcorpus-id\tscore\n1\td1\tyes\n");

    assertThatThrownBy(() -> documents(broken))
        .hasMessage("line 2 of " + broken + " is not a JSON object");
    assertThatThrownBy(() -> BeirFiles.queries(nameless)).hasMessageContaining("line 1 of ", "_id");
    assertThatThrownBy(() -> BeirFiles.judgements(ungraded))
        .hasMessageContaining("line 2 of ")
        .hasMessageContaining("grade");
  }

  @Test
  void a_run_is_read_back_as_it_was_written() throws IOException {
    TrecRun run = new TrecRun(Map.of("q1", List.of("b", "a", "c"), "q2", List.of("x")));
    Path file = folder.resolve("text.run");

    run.write(file, "kinora-text");

    assertThat(Files.readAllLines(file).getFirst()).isEqualTo("q1 Q0 b 1 3 kinora-text");
    assertThat(TrecRun.read(file)).isEqualTo(run);
  }

  @Test
  void a_run_of_another_engine_is_ordered_by_its_scores() throws IOException {
    Path run = file("bm25.run", "q Q0 low 1 1.5 bm25\nq Q0 high 2 9.25 bm25\n");

    assertThat(TrecRun.read(run).ranked()).isEqualTo(Map.of("q", List.of("high", "low")));
  }
}
