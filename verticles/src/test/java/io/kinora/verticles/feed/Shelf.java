package io.kinora.verticles.feed;

import io.kinora.indexing.picture.Crop;
import io.kinora.search.Hit;
import io.kinora.search.Likeness;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.filter.Filter;
import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.HitService;
import io.kinora.verticles.SearchService;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Videos that are browsed as a search would: by channel, the newest first, a page at a time. */
final class Shelf implements SearchService, HitService {

  private final List<Hit> videos = new ArrayList<>();
  private int longest;
  private int searches;
  private Future<?> left = Future.succeededFuture();

  /** Happens whenever it is searched. */
  Runnable asked = () -> {};

  Shelf add(String id, String channel, long published) {
    videos.add(
        new Hit(
            id, id, null, channel, List.of(), null, null, published, null, 0, 0, null, null, false,
            Map.of(), null, List.of(), 0, null, List.of(), List.of()));
    return this;
  }

  /** How many values a filter named at the most. */
  int longestFilter() {
    return longest;
  }

  int searches() {
    return searches;
  }

  /** Whether who asked last has gone. */
  Future<?> left() {
    return left;
  }

  @Override
  public void requireRoom() {}

  @Override
  public Future<SearchResponse> search(SearchRequest request, Future<?> left) {
    searches++;
    this.left = left;
    asked.run();
    Set<String> channels = channels(request.filter());
    longest = Math.max(longest, channels.size());
    List<Hit> all =
        videos.stream()
            .filter(hit -> channels.isEmpty() || channels.contains(hit.channel()))
            .sorted(Comparator.comparing(Hit::publishedAtMs).reversed().thenComparing(Hit::id))
            .toList();
    int from = request.cursor() == null ? 0 : Integer.parseInt(request.cursor());
    int to = Math.min(all.size(), from + request.limit());
    return Future.succeededFuture(
        new SearchResponse(
            new SearchResponse.Understood("", null),
            all.subList(from, to),
            Map.of(),
            all.size(),
            true,
            to < all.size() ? Integer.toString(to) : null,
            0,
            List.of(),
            List.of(),
            "q"));
  }

  private static Set<String> channels(Filter filter) {
    return switch (filter) {
      case Filter.Is is -> Set.of(is.value());
      case Filter.Or or ->
          or.parts().stream().flatMap(part -> channels(part).stream()).collect(Collectors.toSet());
      default -> Set.of();
    };
  }

  @Override
  public Future<List<Hit>> hits(List<String> ids) {
    return Future.succeededFuture(
        ids.stream().flatMap(id -> videos.stream().filter(hit -> hit.id().equals(id))).toList());
  }

  @Override
  public Future<Likeness> picture(byte[] image, Crop crop) {
    throw new AssertionError("a feed looks at no picture");
  }

  @Override
  public Future<VideoContent> content(String id) {
    throw new AssertionError("a feed asks for no content");
  }
}
