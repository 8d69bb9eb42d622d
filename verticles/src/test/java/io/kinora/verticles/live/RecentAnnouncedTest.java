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
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentAnnouncedTest {

  private static Announced record(long offset) {
    Video video =
        new Video(
            "v",
            1,
            VideoMetadata.titled("The sea"),
            Derived.NOTHING,
            Instant.EPOCH,
            Instant.EPOCH,
            false);
    byte[] value = AnnouncementCodec.encode(new Announcement(Set.of(News.PUBLIC), video));
    return Announced.of(new LogRecord("v", value, offset, 0));
  }

  @Test
  void it_has_all_since_an_offset_or_says_that_it_has_not() {
    RecentAnnounced recent = new RecentAnnounced(2 * record(7).bytes());
    recent.restart(7);
    recent.add(record(7));
    recent.add(record(8));
    assertThat(recent.since(7, 9)).extracting(Announced::offset).containsExactly(7L, 8L);
    assertThat(recent.since(6, 9)).isNull();

    recent.add(record(9));
    assertThat(recent.since(7, 10)).isNull();
    assertThat(recent.since(8, 9)).extracting(Announced::offset).containsExactly(8L);
  }
}
