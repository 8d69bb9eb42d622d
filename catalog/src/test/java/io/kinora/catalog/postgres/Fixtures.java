package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Track;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite.AttachMedia;
import io.kinora.catalog.VideoWrite.Put;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Videos in the states that tests begin with. */
final class Fixtures {

  static final Duration LEASE = Duration.ofMinutes(1);

  private Fixtures() {}

  /** Created, decoded and embedded by the models "words" and "eyes". */
  static Video embedded(VideoRepository videos, JobRepository jobs, String id) {
    MediaFile file = new MediaFile("media/" + id, 1_000, null);
    await(
        videos.write(
            List.of(
                new Put(id, VideoMetadata.titled("t"), null), new AttachMedia(id, file, null))));
    Job decode = await(jobs.claim(Stage.DECODE, 1, LEASE)).getFirst();
    assertThat(await(jobs.complete(decode, derived -> decoded(derived, file)))).isTrue();
    Job embed = await(jobs.claim(Stage.EMBED, 1, LEASE)).getFirst();
    assertThat(await(jobs.complete(embed, Fixtures::embedded))).isTrue();
    return await(videos.find(id)).orElseThrow();
  }

  static Derived decoded(Derived derived, MediaFile file) {
    MediaFile.Details details = new MediaFile.Details("mov", "h264", 320, 240, 10_000, 29.97, true);
    return derived.withFrames(
        file.withDetails(details),
        List.of(new Frame(0, "thumb/0", -1L), new Frame(5_000, "thumb/1", 2L)),
        "pixels/" + file.key(),
        new Track(new byte[] {1, 2, 3}));
  }

  static Derived embedded(Derived derived) {
    Vector vector = new Vector(new float[] {0.6f, 0.8f});
    Derived text = derived.withText(Embedding.ofText("words", vector));
    List<Vector> frames = text.frames().stream().map(frame -> vector).toList();
    return derived.pixels() == null
        ? text
        : text.withSight(new Embedding("eyes", vector, frames)).withoutPixels();
  }

  static VideoMetadata withTextVector(VideoMetadata m, Vector vector) {
    return new VideoMetadata(
        m.title(),
        m.description(),
        m.channel(),
        m.tags(),
        m.language(),
        m.publishedAt(),
        m.durationS(),
        m.category(),
        m.transcript(),
        m.views(),
        m.likes(),
        m.license(),
        vector,
        m.videoVector(),
        m.frames());
  }

  static Vector randomVector(Random random, int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return new Vector(values);
  }
}
