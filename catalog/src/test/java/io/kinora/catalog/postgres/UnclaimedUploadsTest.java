package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.MediaFile;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UnclaimedUploadsTest {

  private static final String FIRST = "media/v/1";
  private static final String SECOND = "media/v/2";

  private Pool pool;
  private VideoRepository videos;
  private UnclaimedUploads uploads;

  @BeforeEach
  void oneVideo() {
    pool = TestDatabase.empty();
    videos = new VideoRepository(pool, () -> new JobPlan(Set.of(), Set.of()));
    uploads = new UnclaimedUploads(pool);
    write(new VideoWrite.Put("v", VideoMetadata.titled("t"), null));
  }

  @Test
  void a_file_is_noted_until_a_video_names_it() {
    await(videos.expect(FIRST));
    assertThat(noted()).containsExactly(FIRST);

    attach(FIRST);
    assertThat(noted()).isEmpty();
  }

  @Test
  void a_file_is_noted_again_once_its_video_has_another() {
    attach(FIRST);
    attach(SECOND);
    assertThat(noted()).containsExactly(FIRST);
  }

  @Test
  void a_file_is_noted_again_once_its_video_is_deleted() {
    attach(FIRST);
    write(new VideoWrite.Delete("v", null));
    assertThat(noted()).containsExactly(FIRST);
  }

  @Test
  void words_changed_leave_the_file_alone() {
    attach(FIRST);
    write(new VideoWrite.Put("v", VideoMetadata.titled("other"), null));
    assertThat(noted()).isEmpty();
  }

  @Test
  void a_file_attached_and_deleted_in_one_list_of_writes_stays_noted() {
    await(videos.expect(FIRST));
    await(
        videos.write(
            List.of(
                new VideoWrite.AttachMedia("v", new MediaFile(FIRST, 1, null), null),
                new VideoWrite.Delete("v", null))));
    assertThat(noted()).containsExactly(FIRST);
  }

  @Test
  void what_is_not_due_yet_is_not_to_be_removed() {
    attach(FIRST);
    attach(SECOND);
    assertThat(await(uploads.due(10, Set.of()))).isEmpty();
  }

  @Test
  void what_is_due_is_told_longest_due_first_until_it_is_removed() {
    attach(FIRST);
    attach(SECOND);
    write(new VideoWrite.Delete("v", null));
    passed(FIRST, "2 hours");
    passed(SECOND, "1 hour");

    assertThat(await(uploads.due(1, Set.of()))).containsExactly(FIRST);
    assertThat(await(uploads.due(10, Set.of()))).containsExactly(FIRST, SECOND);
    assertThat(await(uploads.due(10, Set.of(FIRST)))).containsExactly(SECOND);

    await(uploads.removed(List.of(FIRST)));
    assertThat(await(uploads.due(10, Set.of()))).containsExactly(SECOND);
  }

  private void attach(String key) {
    write(new VideoWrite.AttachMedia("v", new MediaFile(key, 1, null), null));
  }

  private void write(VideoWrite write) {
    await(videos.write(List.of(write)));
  }

  private void passed(String key, String since) {
    await(
        pool.query(
                "UPDATE unclaimed_upload SET due = now() - interval '%s' WHERE media_key = '%s'"
                    .formatted(since, key))
            .execute());
  }

  private List<String> noted() {
    return await(pool.query("SELECT media_key FROM unclaimed_upload ORDER BY 1").execute()).stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
