package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Derived;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.VideoFacts;
import io.kinora.catalog.wire.VideoCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VideoFactsRepositoryTest {

  @Test
  void the_length_of_the_file_comes_before_what_was_said_of_it() {
    Pool pool = TestDatabase.empty();
    MediaFile file =
        new MediaFile(
            "media/key", 1, new MediaFile.Details("mov", "h264", 320, 240, 7_000, 25, false));
    Derived decoded = new Derived(file, List.of(), null, List.of(), List.of(), null, null);
    insert(pool, "decoded", "{\"duration_s\": 10, \"channel\": \"bbc\"}", decoded);
    insert(pool, "said", "{\"duration_s\": 10.5}", Derived.NOTHING);
    insert(pool, "silent", "{}", Derived.NOTHING);

    assertThat(await(new VideoFactsRepository(pool).of(Set.of("decoded", "said", "silent", "no"))))
        .isEqualTo(
            Map.of(
                "decoded", new VideoFacts(7_000, "bbc"),
                "said", new VideoFacts(10_500, null),
                "silent", new VideoFacts(0, null)));
  }

  @Test
  void a_deleted_video_is_told_from_one_that_never_was() {
    Pool pool = TestDatabase.empty();
    insert(pool, "deleted", "{}", Derived.NOTHING);
    await(pool.query("UPDATE video SET deleted = true").execute());

    assertThat(await(new VideoFactsRepository(pool).of(Set.of("deleted", "never"))))
        .isEqualTo(Map.of("deleted", VideoFacts.UNKNOWN));
  }

  private static void insert(Pool pool, String id, String metadata, Derived derived) {
    await(
        pool.preparedQuery(
                "INSERT INTO video VALUES ($1, 1, false, $2::text::jsonb, null, $3, now(), now())")
            .execute(Tuple.of(id, metadata, Buffer.buffer(VideoCodec.encodeDerived(derived)))));
  }
}
