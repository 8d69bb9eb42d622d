package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clips of many makers, where they are at hand. */
class RealClipsTest {

  @Test
  void every_clip_is_decoded() throws Exception {
    String shared = System.getenv("KINORA_SHARED");
    Path folder = Path.of(shared == null ? "../../shared" : shared).resolve("data/videos");
    assumeTrue(Files.isDirectory(folder), "no clips at hand");
    List<Path> clips;
    try (Stream<Path> files = Files.list(folder)) {
      clips = files.filter(file -> file.toString().matches(".*\\.(mp4|mkv|avi|webm)")).toList();
    }
    MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULT);
    for (Path clip : clips) {
      DecodedMedia media = decoder.decode(clip, percent -> {});

      assertThat(media.keyFrames()).as(clip.toString()).hasSizeBetween(2, 64);
      assertThat(media.details().durationMs()).as(clip.toString()).isGreaterThan(1_000);
      assertThat(media.details().framesPerSecond()).as(clip.toString()).isBetween(1.0, 60.0);
    }
  }
}
