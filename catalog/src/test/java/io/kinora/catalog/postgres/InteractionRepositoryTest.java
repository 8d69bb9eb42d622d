package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.Viewer;
import io.kinora.catalog.ViewerProfile.Followed;
import io.kinora.catalog.ViewerProfile.Place;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.catalog.ViewerState;
import io.kinora.catalog.postgres.InteractionRepository.Piece;
import io.kinora.catalog.postgres.InteractionRepository.Sealed;
import io.kinora.catalog.postgres.InteractionRepository.Taken;
import io.kinora.catalog.wire.InteractionCodec;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InteractionRepositoryTest {

  private static final String LOG = "a log";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

  private Pool pool;
  private InteractionRepository view;
  private ViewerRepository viewers;
  private ViewerStateRepository states;
  private Viewer ann;
  private Viewer ben;
  private long offset;

  @BeforeEach
  void emptyView() {
    pool = TestDatabase.empty();
    viewers = new ViewerRepository(pool);
    states = new ViewerStateRepository(pool);
    view = opened();
    ann = await(viewers.findOrMake(identity("ann"), true));
    ben = await(viewers.findOrMake(identity("ben"), false));
    offset = 0;
  }

  private InteractionRepository opened() {
    InteractionRepository opened = new InteractionRepository(pool);
    await(opened.keepDays(TODAY, TODAY.minusDays(9)));
    await(opened.positions(LOG, 4));
    return opened;
  }

  private static byte[] identity(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static Interaction event(
      Viewer viewer, String id, InteractionType type, @Nullable String of, Instant at) {
    boolean channel = type == InteractionType.FOLLOW || type == InteractionType.UNFOLLOW;
    return new Interaction(
        id,
        type,
        viewer.pseudonym(),
        channel ? null : of,
        channel ? of : null,
        null,
        null,
        null,
        type == InteractionType.WATCH ? 1_000L : null,
        at,
        at);
  }

  private Interaction ann(String id, InteractionType type, String of, Instant at) {
    return event(ann, id, type, of, at);
  }

  private Sealed sealed(Interaction event) {
    Viewer viewer = event.viewer().equals(ann.pseudonym()) ? ann : ben;
    return new Sealed(event.viewer(), InteractionCodec.seal(event, viewer.key()));
  }

  private Taken take(Interaction... events) {
    return take(view, List.of(events));
  }

  private Taken take(InteractionRepository by, List<Interaction> events) {
    List<Sealed> records = events.stream().map(this::sealed).toList();
    Piece piece = new Piece(0, offset, offset + records.size(), records);
    Taken taken = await(by.take(LOG, List.of(piece)));
    offset += records.size();
    return taken;
  }

  private long count(String table) {
    return await(pool.query("SELECT count(*) FROM " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  @Test
  void events_become_rows_follows_likes_and_a_history() {
    Taken taken =
        take(
            ann("1", InteractionType.FOLLOW, "bbc", NOW),
            ann("2", InteractionType.LIKE, "kite", NOW),
            ann("3", InteractionType.WATCH, "kite", NOW.minusSeconds(60)),
            ann("4", InteractionType.WATCH, "boat", NOW),
            ann("5", InteractionType.HIDE, "spam", NOW),
            ann("6", InteractionType.IMPRESSION, "shown", NOW));

    assertThat(taken).isEqualTo(new Taken(6, 0, 0, Set.of(ann.pseudonym())));
    assertThat(count("interaction")).isEqualTo(6);
    assertThat(await(states.profile(ann.pseudonym())))
        .satisfies(
            me -> {
              assertThat(me.follows()).containsExactly(new Followed("bbc", NOW));
              assertThat(me.liked()).containsExactly("kite");
              assertThat(me.hidden()).containsExactly("spam");
            });
    assertThat(await(states.state(ann.pseudonym(), NOW.minusSeconds(600))))
        .isEqualTo(new ViewerState(Set.of("bbc"), Set.of("spam"), Set.of("kite", "boat", "shown")));
    assertThat(await(states.history(ann.pseudonym(), null, 10)))
        .extracting(Watched::videoId)
        .containsExactly("boat", "kite");
    assertThat(await(states.history(ann.pseudonym(), new Place(NOW, "boat"), 10)))
        .extracting(Watched::videoId)
        .containsExactly("kite");
    assertThat(await(states.state(ben.pseudonym(), Instant.EPOCH))).isEqualTo(ViewerState.NOTHING);
  }

  @Test
  void an_event_sent_again_within_a_day_counts_once_and_after_that_again() {
    Interaction first = ann("e", InteractionType.LIKE, "kite", NOW.minus(Duration.ofHours(30)));
    take(first, first);
    assertThat(take(ann("e", InteractionType.LIKE, "kite", NOW.minus(Duration.ofHours(7)))))
        .isEqualTo(new Taken(0, 1, 0, Set.of()));
    assertThat(take(ann("e", InteractionType.LIKE, "kite", NOW.minus(Duration.ofHours(5)))))
        .isEqualTo(new Taken(1, 0, 0, Set.of()));
    assertThat(take(event(ben, "e", InteractionType.LIKE, "kite", NOW)).counted())
        .as("another viewer's")
        .isEqualTo(1);
    assertThat(count("interaction")).isEqualTo(3);
  }

  @Test
  void the_latest_word_counts_whenever_it_comes() {
    take(ann("2", InteractionType.UNFOLLOW, "bbc", NOW));
    Taken late =
        take(
            ann("1", InteractionType.FOLLOW, "bbc", NOW.minusSeconds(5)),
            ann("3", InteractionType.UNLIKE, "kite", NOW),
            ann("4", InteractionType.LIKE, "kite", NOW.minusSeconds(1)),
            ann("5", InteractionType.LIKE, "boat", NOW),
            ann("6", InteractionType.UNLIKE, "boat", NOW));

    assertThat(late.followers()).isEmpty();
    assertThat(await(states.profile(ann.pseudonym())).follows()).isEmpty();
    assertThat(await(states.profile(ann.pseudonym())).liked()).isEmpty();
  }

  @Test
  void records_are_taken_once_whoever_else_reads_them() throws Exception {
    InteractionRepository other = opened();
    List<Sealed> records = List.of(sealed(ann("1", InteractionType.LIKE, "kite", NOW)));
    Piece piece = new Piece(0, 0, 1, records);
    List<CompletableFuture<Taken>> both = new ArrayList<>();
    for (InteractionRepository reader : List.of(view, other)) {
      both.add(reader.take(LOG, List.of(piece)).toCompletionStage().toCompletableFuture());
    }
    assertThat(both.stream().filter(one -> !failed(one)).count()).isEqualTo(1);
    assertThat(await(other.positions(LOG, 4))).containsEntry(0, 1L).containsEntry(3, 0L);
    assertThatThrownBy(() -> await(view.take("another log", List.of(piece))))
        .isInstanceOf(InteractionRepository.OvertakenException.class);
  }

  private static boolean failed(CompletableFuture<?> future) {
    return future.handle((taken, failure) -> failure != null).join();
  }

  /** However the log is cut into batches, and however often it is read from its start. */
  @Test
  void a_replay_in_other_batches_comes_to_the_same() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Interaction> log = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      log.add(random(random, i));
    }
    takeAll(random, log);
    String first = contents();
    assertThat(count("interaction")).as("seed " + seed).isLessThan(400).isGreaterThan(100);

    await(pool.query("UPDATE interaction_position SET next_offset = 0").execute());
    offset = 0;
    takeAll(random, log);
    assertThat(contents()).as("read again over itself, seed " + seed).isEqualTo(first);

    await(pool.query("TRUNCATE interaction, follow, viewer_video, interaction_position").execute());
    view = opened();
    offset = 0;
    takeAll(random, log);
    assertThat(contents()).as("read again from nothing, seed " + seed).isEqualTo(first);
  }

  private void takeAll(Random random, List<Interaction> log) {
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(90));
      take(view, log.subList(from, to));
      from = to;
    }
  }

  private Interaction random(Random random, int i) {
    InteractionType type =
        InteractionType.values()[random.nextInt(InteractionType.values().length)];
    Instant received = NOW.minus(Duration.ofMinutes(400L * 7 - i * 7L));
    Interaction event =
        event(
            random.nextBoolean() ? ann : ben,
            "e" + random.nextInt(150),
            type,
            "x" + random.nextInt(6),
            received.minusSeconds(random.nextInt(4000)));
    return new Interaction(
        event.eventId(),
        type,
        event.viewer(),
        event.videoId(),
        event.channelId(),
        null,
        null,
        null,
        event.watchMs(),
        event.at(),
        received);
  }

  private String contents() {
    StringBuilder all = new StringBuilder();
    for (String sql :
        List.of(
            "SELECT to_jsonb(i)::text FROM interaction i ORDER BY 1",
            "SELECT (to_jsonb(f) - 'changed')::text FROM follow f ORDER BY 1",
            "SELECT to_jsonb(v)::text FROM viewer_video v ORDER BY 1")) {
      await(pool.query(sql).execute()).forEach(row -> all.append(row.getString(0)).append('\n'));
    }
    return all.toString();
  }

  @Test
  void an_erased_viewer_leaves_nothing_even_if_the_log_is_read_again() {
    Interaction like = ann("1", InteractionType.LIKE, "kite", NOW);
    Sealed inLog = sealed(like);
    take(
        like,
        ann("2", InteractionType.FOLLOW, "bbc", NOW),
        ann("3", InteractionType.WATCH, "v", NOW));
    take(event(ben, "1", InteractionType.LIKE, "kite", NOW));

    assertThat(await(viewers.erase(identity("ann")))).contains(ann.pseudonym());

    for (String table : List.of("interaction", "follow", "viewer_video", "viewer")) {
      String rows = rows(table);
      assertThat(rows).as(table).doesNotContain(ann.pseudonym());
    }
    assertThat(rows("interaction")).contains(ben.pseudonym());
    assertThat(await(viewers.unannounced())).containsExactly(ann.pseudonym());
    await(viewers.announced(List.of(ann.pseudonym())));
    assertThat(await(viewers.unannounced())).isEmpty();

    Piece again =
        new Piece(0, offset, offset + 2, List.of(inLog, new Sealed(ann.pseudonym(), null)));
    assertThat(await(view.take(LOG, List.of(again)))).isEqualTo(new Taken(0, 0, 1, Set.of()));
    assertThat(await(viewers.find(identity("ann")))).isEmpty();
    Viewer back = await(viewers.findOrMake(identity("ann"), true));
    assertThat(back.pseudonym()).isNotEqualTo(ann.pseudonym());
    assertThat(await(viewers.erase(identity("nobody")))).isEmpty();
  }

  private String rows(String table) {
    StringBuilder rows = new StringBuilder();
    await(pool.query("SELECT to_jsonb(t)::text FROM " + table + " t").execute())
        .forEach(row -> rows.append(row.getString(0)));
    return rows.toString();
  }

  /** Erasing waits for a transaction that writes for the viewer, and then finds what it wrote. */
  @Test
  void erasing_while_events_come_in_leaves_nothing() {
    List<Future<?>> all = new ArrayList<>();
    List<Sealed> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(sealed(ann("e" + i, InteractionType.LIKE, "v" + i, NOW)));
    }
    all.add(view.take(LOG, List.of(new Piece(0, 0, 500, many))));
    all.add(viewers.erase(identity("ann")));
    await(Future.all(all));

    assertThat(rows("interaction")).isEmpty();
    assertThat(rows("viewer_video")).isEmpty();
  }

  @Test
  void days_are_made_ahead_and_dropped_when_they_are_past() {
    assertThat(days()).contains(TODAY.minusDays(1), TODAY, TODAY.plusDays(1), TODAY.plusDays(2));
    take(
        ann("old", InteractionType.LIKE, "v", NOW.minus(Duration.ofDays(5))),
        ann("new", InteractionType.LIKE, "v", NOW),
        ann("too old", InteractionType.LIKE, "w", NOW.minus(Duration.ofDays(50))));
    assertThat(days()).contains(TODAY.minusDays(5)).doesNotContain(TODAY.minusDays(50));
    assertThat(count("interaction")).isEqualTo(2);
    assertThat(await(states.profile(ann.pseudonym())).liked())
        .as("what came of it counts all the same")
        .contains("w");

    assertThat(await(view.keepDays(TODAY, TODAY.minusDays(4)))).containsExactly(TODAY.minusDays(5));

    assertThat(count("interaction")).isEqualTo(1);
    assertThat(days()).allMatch(day -> !day.isBefore(TODAY.minusDays(4)));
  }

  @Test
  void nobody_waits_behind_upkeep_that_waits_for_a_long_reader() {
    SqlConnection reader = await(pool.getConnection());
    Transaction reading = await(reader.begin());
    await(reader.query("SELECT count(*) FROM interaction").execute());

    assertThatThrownBy(() -> await(view.keepDays(TODAY.plusDays(5), TODAY)))
        .hasMessageContaining("lock timeout");
    assertThat(count("interaction")).isZero();

    await(reading.rollback());
    await(reader.close());
    await(view.keepDays(TODAY.plusDays(5), TODAY));
    assertThat(days()).contains(TODAY.plusDays(5));
  }

  @Test
  void any_number_of_unseen_viewers_is_forgotten() {
    await(
        pool.query(
                """
                INSERT INTO viewer (pseudonym, identity, key, signed_in, seen)
                SELECT 'p' || n, n::text::bytea, decode(repeat('00', 32), 'hex'), false, '2020-01-01'
                FROM generate_series(1, 12000) n
                """)
            .execute());

    assertThat(await(viewers.forgetUnseenSince(TODAY.minusDays(100)))).isEqualTo(12_000);
  }

  private Set<LocalDate> days() {
    return new TreeSet<>(await(InteractionDays.there(pool)));
  }

  @Test
  void what_is_past_its_time_is_forgotten() {
    Instant old = NOW.minus(Duration.ofDays(8));
    take(
        ann("1", InteractionType.WATCH, "watched long ago", old),
        ann("2", InteractionType.WATCH, "loved", old),
        ann("3", InteractionType.LIKE, "loved", old),
        ann("4", InteractionType.WATCH, "watched", NOW));
    await(states.forgetBefore(TODAY.minusDays(3)));

    assertThat(await(states.history(ann.pseudonym(), null, 10)))
        .extracting(Watched::videoId)
        .containsExactly("watched");
    assertThat(await(states.profile(ann.pseudonym())).liked()).containsExactly("loved");

    await(pool.preparedQuery("UPDATE viewer SET seen = $1").execute(Tuple.of(TODAY.minusDays(8))));
    assertThat(await(viewers.forgetUnseenSince(TODAY.minusDays(8)))).isZero();
    assertThat(await(viewers.forgetUnseenSince(TODAY.minusDays(7)))).isEqualTo(1);
    assertThat(await(viewers.keys(new HashSet<>(List.of(ann.pseudonym(), ben.pseudonym())))))
        .as("who has a login stays")
        .containsOnlyKeys(ann.pseudonym());
  }

  @Test
  void who_changed_their_follows_lately_is_known() {
    take(ann("1", InteractionType.FOLLOW, "bbc", NOW));

    assertThat(await(states.changedSince(Instant.now().minusSeconds(60))))
        .containsExactly(ann.pseudonym());
    assertThat(await(states.changedSince(Instant.now().plusSeconds(60)))).isEmpty();
    assertThat(states.of(ann.pseudonym()).toCompletableFuture().join()).containsExactly("bbc");
  }

  @Test
  void many_asking_at_once_for_a_new_viewer_get_the_same() {
    List<Future<Viewer>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(viewers.findOrMake(identity("cat"), true));
    }
    await(Future.all(asked));

    assertThat(asked.stream().map(one -> one.result().pseudonym()).distinct()).hasSize(1);
    assertThat(await(viewers.keys(Set.of("nobody")))).isEqualTo(Map.of());
  }
}
