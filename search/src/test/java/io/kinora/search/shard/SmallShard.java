package io.kinora.search.shard;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;

/** A shard in a folder of its own, with two small vector spaces. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class SmallShard {

  static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("words", 2), new VectorSpaces.Space("eyes", 3));

  @TempDir Path folder;
  Shard shard;
  ShardSearch search;

  @BeforeEach
  void open() throws IOException {
    shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT);
    search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
  }

  @AfterEach
  void close() throws IOException {
    shard.close();
  }

  void index(VideoFixture... videos) throws IOException {
    for (VideoFixture each : videos) {
      shard.apply(each.build());
    }
    shard.refresh();
  }

  ShardAnswer ask(Ask ask) throws IOException {
    return search.search(ask.query(), Deadline.in(60_000));
  }

  static List<String> ids(ShardAnswer answer) {
    return answer.candidates().stream().map(Candidate::id).toList();
  }

  static Candidate candidate(ShardAnswer answer, String id) {
    return answer.candidates().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  static float score(Candidate candidate, Retriever retriever) {
    return candidate.scores()[retriever.ordinal()];
  }
}
