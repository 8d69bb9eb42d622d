package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.Derived;
import io.kinora.catalog.News;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.wire.AnnouncementCodec;
import io.kinora.cluster.log.LogRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissedTest {

  private static final int ALL = 1_000;

  private final Replay early = replay(0);
  private final Replay late = replay(50);

  private static Replay replay(long from) {
    Subject sea = new Subject.OfChannel("sea");
    return new Replay(null, null, sea, Set.of("sea"), "epoch", from, 100);
  }

  private static Announced record(long offset) {
    VideoMetadata metadata =
        new VideoMetadata(
            "The sea", "", "sea", List.of(), null, null, null, null, "", 0, 0, null, null, null,
            List.of());
    Video video =
        new Video("v" + offset, 1, metadata, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
    byte[] value = AnnouncementCodec.encode(new Announcement(Set.of(News.PUBLIC), video));
    return Announced.of(new LogRecord("v", value, offset, 0));
  }

  private static Missed looked(Missed missed) {
    for (long offset = 0; offset < 120; offset++) {
      missed.look(record(offset));
    }
    return missed;
  }

  private static Map<Replay, Missed.Found> found(Missed missed) {
    Map<Replay, Missed.Found> found = new HashMap<>();
    missed.forEach(found::put);
    return found;
  }

  @Test
  void each_gets_what_lies_between_its_position_and_where_it_hears_by_itself() {
    var found = found(looked(new Missed(List.of(early, late), ALL, null)));

    assertThat(found.get(early).items()).extracting(Held::offset).hasSize(100).contains(0L, 99L);
    assertThat(found.get(late).items()).extracting(Held::offset).hasSize(50).contains(50L, 99L);
    assertThat(found.get(late).left()).isZero();
  }

  @Test
  void of_more_than_there_is_room_for_the_newest_are_kept_and_the_rest_is_counted() {
    long room = 20L * record(10).item().bytes();
    Missed missed = looked(new Missed(List.of(early, late), ALL, room, null));

    assertThat(missed.bytes()).isLessThanOrEqualTo(room);
    for (Missed.Found each : found(missed).values()) {
      assertThat(each.items()).extracting(Held::offset).isNotEmpty().contains(99L).isSorted();
      assertThat(each.items().getFirst().offset()).isEqualTo(each.leftUntil());
    }
    Missed.Found all = found(missed).get(early);
    assertThat(all.items().size() + all.left()).isEqualTo(100);
  }

  @Test
  void what_is_kept_is_shared_out_among_those_who_missed_it() {
    Missed missed = looked(new Missed(List.of(early, late), ALL, null));
    var found = found(missed);

    long shares = missed.share(found.get(early)) + missed.share(found.get(late));
    assertThat(missed.bytes() - shares).isBetween(0L, 1L);
    assertThat(missed.share(found.get(early))).isGreaterThan(missed.share(found.get(late)));
  }
}
