package io.kinora.verticles.node;

import io.kinora.indexing.picture.Crop;
import io.kinora.search.Hit;
import io.kinora.search.Likeness;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.shard.VideoContent;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.verticles.HitService;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.SuggestService;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Searches and suggestions of whatever generation of the index is active when they are asked. */
final class ActiveSearch implements SearchService, SuggestService, HitService {

  private final Supplier<LiveGeneration> active;

  ActiveSearch(Supplier<LiveGeneration> active) {
    this.active = active;
  }

  private LiveGeneration.Searching now() {
    return Objects.requireNonNull(
        active.get().searching(), "the active generation can be searched");
  }

  @Override
  public SearchService pinned() {
    return now().searches();
  }

  @Override
  public void requireRoom() {
    now().searches().requireRoom();
  }

  @Override
  public Future<SearchResponse> search(SearchRequest request, Future<?> left) {
    return now().searches().search(request, left);
  }

  @Override
  public Future<Likeness> picture(byte[] image, @Nullable Crop crop) {
    return now().searches().picture(image, crop);
  }

  @Override
  public Future<VideoContent> content(String id) {
    return now().searches().content(id);
  }

  @Override
  public Future<List<Hit>> hits(List<String> ids) {
    return now().searches().hits(ids);
  }

  @Override
  public Future<SuggestResponse> suggest(SuggestQuery query, Future<?> left) {
    return now().suggests().suggest(query, left);
  }
}
