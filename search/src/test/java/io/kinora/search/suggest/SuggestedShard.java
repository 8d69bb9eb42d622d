package io.kinora.search.suggest;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Deadline;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real shard in a folder, and what it offers. */
final class SuggestedShard implements AutoCloseable {

  private static final int LIMIT = 20;

  final Shard shard;
  private final ShardSuggest suggest;
  private long version;

  SuggestedShard(Path folder) throws IOException {
    VectorSpaces.Space space = new VectorSpaces.Space("none", 2);
    shard = Shard.open(folder, new VectorSpaces(space, space), ShardConfig.DEFAULT);
    suggest = ShardSuggest.open(shard);
  }

  void put(SuggestedVideo... videos) throws IOException {
    for (SuggestedVideo video : videos) {
      shard.apply(video.version(++version, false));
    }
    shard.refresh();
  }

  void delete(SuggestedVideo video) throws IOException {
    shard.apply(video.version(++version, true));
    shard.refresh();
  }

  List<Suggestion> ask(SuggestQuery query) throws IOException {
    return suggest.suggest(query, Deadline.in(60_000)).suggestions();
  }

  List<Suggestion> typed(String text) throws IOException {
    return ask(new SuggestQuery(text, LIMIT, Filter.ALL, null));
  }

  /** The texts offered, in order. */
  List<String> texts(String typed) throws IOException {
    return typed(typed).stream().map(Suggestion::text).toList();
  }

  List<String> texts(String typed, String filter) throws IOException {
    return ask(new SuggestQuery(typed, LIMIT, FilterParser.parse(filter), null)).stream()
        .map(Suggestion::text)
        .toList();
  }

  @Override
  public void close() throws IOException {
    shard.close();
  }
}
