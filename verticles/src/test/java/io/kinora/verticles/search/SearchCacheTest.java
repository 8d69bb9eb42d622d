package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Deadline;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.understand.QueryClass;
import io.kinora.verticles.search.SearchCache.Run;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which answers are kept, and for whom. */
final class SearchCacheTest {

  private static final SearchRequest BOATS = TestRequests.words("boats");

  /** Of a client that waits for its answer. */
  private static final Future<Void> STAYS = Promise.<Void>promise().future();

  private final SearchCache cache = new SearchCache(10);
  private int searches;

  @Test
  void an_equal_request_gets_the_kept_answer() {
    SearchResponse first = ask(BOATS, whole("1"));
    SearchResponse second = ask(TestRequests.words("boats"), whole("2"));

    assertThat(second).isSameAs(first);
    assertThat(searches).isEqualTo(1);
    assertThat(ask(TestRequests.words("trains"), whole("3")).queryId()).isEqualTo("3");
  }

  @Test
  void nothing_is_kept_once_the_index_has_changed() {
    ask(BOATS, whole("1"));
    cache.forget();

    assertThat(ask(BOATS, whole("2")).queryId()).isEqualTo("2");
  }

  @Test
  void an_answer_that_was_under_way_while_the_index_changed_is_not_kept() {
    Promise<SearchResponse> slow = Promise.promise();
    Future<SearchResponse> asked = cache.get(BOATS, STAYS, () -> run(slow.future()));
    cache.forget();
    slow.complete(whole("old"));

    assertThat(asked.result().queryId()).isEqualTo("old");
    assertThat(ask(BOATS, whole("new")).queryId()).isEqualTo("new");
  }

  @Test
  void who_asks_after_a_change_does_not_share_a_search_from_before_it() {
    Promise<SearchResponse> before = Promise.promise();
    Promise<SearchResponse> after = Promise.promise();
    Future<SearchResponse> early = cache.get(BOATS, STAYS, () -> run(before.future()));
    cache.forget();
    Future<SearchResponse> late = cache.get(BOATS, STAYS, () -> run(after.future()));
    before.complete(whole("before"));
    Future<SearchResponse> alsoLate =
        cache.get(BOATS, STAYS, () -> run(Future.succeededFuture(whole("third"))));
    after.complete(whole("after"));

    assertThat(early.result().queryId()).isEqualTo("before");
    assertThat(late.result().queryId()).isEqualTo("after");
    assertThat(alsoLate.result().queryId()).isEqualTo("after");
  }

  @Test
  void an_answer_that_many_ask_for_is_kept_longer_until_the_index_changes() {
    AtomicLong clock = new AtomicLong();
    SearchCache cache = new SearchCache(10, Duration.ofMinutes(1), clock::get);
    SearchRequest rare = TestRequests.words("rare");
    cache.get(BOATS, STAYS, () -> run(Future.succeededFuture(head("1"))));
    cache.get(rare, STAYS, () -> run(Future.succeededFuture(whole("1"))));
    clock.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThat(cache.get(BOATS, STAYS, SearchCacheTest::second).result().queryId()).isEqualTo("1");
    assertThat(cache.get(rare, STAYS, SearchCacheTest::second).result().queryId()).isEqualTo("2");

    cache.forget();
    assertThat(cache.get(BOATS, STAYS, SearchCacheTest::second).result().queryId()).isEqualTo("2");
  }

  private static Run second() {
    return run(Future.succeededFuture(whole("2")));
  }

  private static SearchResponse head(String id) {
    return response(
        new SearchResponse.Understood("boats", null, null, List.of(), null, QueryClass.HEAD),
        id,
        List.of());
  }

  @Test
  void a_partial_answer_is_given_but_not_kept() {
    assertThat(ask(BOATS, partial("1")).queryId()).isEqualTo("1");
    assertThat(ask(BOATS, whole("2")).queryId()).isEqualTo("2");
    assertThat(ask(BOATS, whole("3")).queryId()).isEqualTo("2");
  }

  @Test
  void equal_requests_in_flight_run_once_even_where_nothing_is_kept() {
    SearchCache off = new SearchCache(0);
    Promise<SearchResponse> slow = Promise.promise();
    Future<SearchResponse> first = off.get(BOATS, STAYS, () -> run(counted(slow.future())));
    Future<SearchResponse> second = off.get(BOATS, STAYS, () -> run(counted(slow.future())));
    slow.complete(whole("1"));

    assertThat(searches).isEqualTo(1);
    assertThat(first.result()).isSameAs(second.result());
    off.get(BOATS, STAYS, () -> run(counted(Future.succeededFuture(whole("2")))));
    assertThat(searches).isEqualTo(2);
  }

  @Test
  void a_failure_reaches_all_who_wait_and_the_next_one_tries_again() {
    Promise<SearchResponse> slow = Promise.promise();
    Future<SearchResponse> first = cache.get(BOATS, STAYS, () -> run(slow.future()));
    Future<SearchResponse> second = cache.get(BOATS, STAYS, () -> run(slow.future()));
    slow.fail(new IllegalStateException("broken"));

    assertThat(first.cause()).hasMessage("broken");
    assertThat(second.cause()).hasMessage("broken");
    assertThat(ask(BOATS, whole("2")).queryId()).isEqualTo("2");
  }

  @Test
  void a_search_that_its_client_has_left_is_stopped() {
    Deadline deadline = Deadline.in(60_000);
    Promise<Void> left = Promise.promise();
    cache.get(
        BOATS, left.future(), () -> new Run(Promise.<SearchResponse>promise().future(), deadline));
    assertThat(deadline.passed()).isFalse();

    left.complete();

    assertThat(deadline.passed()).isTrue();
  }

  @Test
  void a_shared_search_is_stopped_only_when_the_last_client_has_left() {
    Deadline deadline = Deadline.in(60_000);
    List<Promise<Void>> clients = List.of(Promise.promise(), Promise.promise(), Promise.promise());
    for (Promise<Void> client : clients) {
      cache.get(
          BOATS,
          client.future(),
          () -> new Run(Promise.<SearchResponse>promise().future(), deadline));
    }

    clients.get(0).complete();
    clients.get(2).complete();
    assertThat(deadline.passed()).isFalse();

    clients.get(1).complete();
    assertThat(deadline.passed()).isTrue();
  }

  @Test
  void who_asks_after_all_others_left_gets_a_search_of_its_own() {
    Promise<Void> left = Promise.promise();
    Promise<SearchResponse> stopped = Promise.promise();
    cache.get(BOATS, left.future(), () -> run(stopped.future()));
    left.complete();

    Future<SearchResponse> second =
        cache.get(BOATS, STAYS, () -> run(Future.succeededFuture(whole("2"))));
    stopped.fail(new CancellationException());

    assertThat(second.result().queryId()).isEqualTo("2");
  }

  private static Run run(Future<SearchResponse> answer) {
    return new Run(answer, Deadline.in(60_000));
  }

  private SearchResponse ask(SearchRequest request, SearchResponse answer) {
    return cache.get(request, STAYS, () -> run(counted(Future.succeededFuture(answer)))).result();
  }

  private Future<SearchResponse> counted(Future<SearchResponse> answer) {
    searches++;
    return answer;
  }

  private static SearchResponse whole(String id) {
    return response(id, List.of());
  }

  private static SearchResponse partial(String id) {
    return response(id, List.of("shard 1: did not answer in time"));
  }

  private static SearchResponse response(String id, List<String> missing) {
    return response(new SearchResponse.Understood("boats", null), id, missing);
  }

  private static SearchResponse response(
      SearchResponse.Understood understood, String id, List<String> missing) {
    return new SearchResponse(
        understood, List.of(), Map.of(), 0, true, null, 1, List.of(), missing, id);
  }
}
