package io.kinora.search.shard;

import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import io.kinora.search.Retriever;
import io.kinora.search.ShardQuery;
import io.kinora.search.ShardQuery.SortPosition;
import io.kinora.search.Sort;
import io.kinora.search.Wording;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Queries for tests: what is given is in play. */
final class Ask {

  private final Set<Retriever> retrievers = EnumSet.noneOf(Retriever.class);
  private String text = "";
  private Vector semantic;
  private Vector frame;
  private Vector video;
  private Filter filter = Filter.ALL;
  private int window = 10;
  private Sort sort = Sort.RELEVANCE;
  private SortPosition after;
  private List<String> facets = List.of();
  private boolean explain;
  private Wording wording = Wording.PLAIN;
  private Miniature picture;

  static Ask all() {
    return new Ask();
  }

  static Ask words(String text) {
    return new Ask().andWords(text);
  }

  Ask andWords(String words) {
    text = words;
    retrievers.add(Retriever.LEXICAL);
    return this;
  }

  Ask semantic(float... values) {
    semantic = new Vector(values);
    retrievers.add(Retriever.SEMANTIC);
    return this;
  }

  Ask frame(float... values) {
    frame = new Vector(values);
    retrievers.add(Retriever.FRAME);
    return this;
  }

  Ask video(float... values) {
    video = new Vector(values);
    retrievers.add(Retriever.VIDEO);
    return this;
  }

  Ask where(String condition) {
    return where(FilterParser.parse(condition));
  }

  Ask where(Filter condition) {
    filter = condition;
    return this;
  }

  Ask window(int size) {
    window = size;
    return this;
  }

  Ask sort(Sort order) {
    sort = order;
    return this;
  }

  Ask after(long value, String id) {
    after = new SortPosition(value, id);
    return this;
  }

  Ask counting(String... fields) {
    facets = List.of(fields);
    return this;
  }

  Ask picture(Miniature shown) {
    picture = shown;
    return this;
  }

  Ask explained() {
    explain = true;
    return this;
  }

  Ask worded(Wording how) {
    wording = how;
    return this;
  }

  Ask in(String language) {
    return worded(Wording.in(language));
  }

  ShardQuery query() {
    return new ShardQuery(
        new ShardQuery.Words(text, wording),
        new ShardQuery.Vectors(semantic, frame, video, picture),
        ShardQuery.Retrieval.of(retrievers, window),
        filter,
        new ShardQuery.Listing(sort, window, after, List.of(), null),
        new ShardQuery.Facets(facets, List.of(), System.currentTimeMillis()),
        explain);
  }
}
