package io.kinora.bench.peers;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardQuery;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Lucene query of a search by words, called as a method on a copy of the node's index: what is
 * left of its speed over HTTP is what everything around Lucene costs.
 */
final class InProcessText implements AutoCloseable {

  private static final int WINDOW = 100;
  private static final int BUDGET_MS = 5_000;

  private final Shard shard;
  private final ShardSearch search;

  private InProcessText(Shard shard) {
    this.shard = shard;
    this.search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
  }

  /**
   * @param index folder of an index that nobody writes to just now
   * @param copy a folder that does not exist
   */
  static InProcessText open(Path index, Path copy, int dimension) throws IOException {
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.filter(f -> !f.endsWith("write.lock")).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    VectorSpaces.Space space = new VectorSpaces.Space("none", dimension);
    return new InProcessText(Shard.open(copy, new VectorSpaces(space, space), ShardConfig.DEFAULT));
  }

  /**
   * @return how many candidates there are, as text
   */
  String ask(Corpus.Item query) throws IOException {
    ShardQuery asked =
        ShardQuery.best(
            ShardQuery.Words.plain(query.title()),
            ShardQuery.Vectors.NONE,
            ShardQuery.Retrieval.of(Set.of(Retriever.LEXICAL), WINDOW));
    return Integer.toString(search.search(asked, Deadline.in(BUDGET_MS)).candidates().size());
  }

  @Override
  public void close() throws IOException {
    shard.close();
  }
}
