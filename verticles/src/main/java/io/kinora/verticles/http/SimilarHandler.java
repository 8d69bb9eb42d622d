package io.kinora.verticles.http;

import io.kinora.search.Likeness;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.http.json.SearchRequestJson;
import io.kinora.verticles.http.json.SearchResponseJson;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/videos/{id}/similar}: videos whose content is like that of one. */
final class SimilarHandler implements OperationHandler {

  private final SearchService search;
  private final SearchRequestJson requests;

  SimilarHandler(SearchService search, Function<String, Filter> filters) {
    this.search = search;
    this.requests = new SearchRequestJson(filters);
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    search.requireRoom();
    String id = exchange.parameter("id");
    SearchRequest request = requests.read(exchange.parameters());
    SearchService both = search.pinned();
    return both.content(id).compose(content -> answer(exchange, both, id, content, request));
  }

  private Future<Void> answer(
      Exchange exchange,
      SearchService same,
      String id,
      VideoContent content,
      SearchRequest request) {
    if (!content.there()) {
      throw Problems.noVideo(id).exception();
    }
    if (content.text() == null && content.sight() == null) {
      return exchange.answerJson(
          200, SearchResponseJson.write(nothingToCompare(id), request.fields()));
    }
    Likeness like = Likeness.ofVideo(content.text(), content.sight());
    return SearchHandler.answer(
        exchange, same, request.by(like, without(id, content.group(), request.filter())));
  }

  /** Neither the video itself nor those that show the same. */
  private static Filter without(String id, @Nullable String group, Filter filter) {
    List<Filter> all = new ArrayList<>();
    if (!filter.equals(Filter.ALL)) {
      all.add(filter);
    }
    all.add(new Filter.Not(new Filter.Is(FilterField.ID, id)));
    if (group != null) {
      all.add(new Filter.Not(new Filter.Is(FilterField.GROUP, group)));
    }
    return all.size() == 1 ? all.getFirst() : new Filter.And(all);
  }

  private static SearchResponse nothingToCompare(String id) {
    return new SearchResponse(
        new SearchResponse.Understood("", null),
        List.of(),
        Map.of(),
        0,
        true,
        null,
        0,
        List.of(),
        List.of(
            "video " + id + " has no vectors to compare: not embedded yet, or no encoders here"),
        UUID.randomUUID().toString());
  }
}
