package io.kinora.verticles.http;

import io.kinora.catalog.Video;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.VideoCatalogue.JobState;
import io.kinora.catalog.VideoStatus;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A video together with how far it has come. */
final class VideoReader {

  private final VideoCatalogue catalogue;
  private final Visibility visibility;

  VideoReader(VideoCatalogue catalogue, Visibility visibility) {
    this.catalogue = catalogue;
    this.visibility = visibility;
  }

  /**
   * @param visibleVersion the version that searches see, 0 if none yet
   */
  record Progress(Video video, VideoStatus status, long visibleVersion) {}

  /** Ids of the other videos that show the same, oldest first. */
  Future<List<String>> duplicates(Video video) {
    String group = video.derived().group();
    if (group == null) {
      return Future.succeededFuture(List.of());
    }
    return catalogue
        .group(group)
        .map(ids -> ids.stream().filter(id -> !id.equals(video.id())).toList());
  }

  /** Fails with a problem if there is no such video. */
  Future<Progress> read(String id) {
    return catalogue
        .find(id)
        .map(found -> found.orElseThrow(() -> Problems.noVideo(id).exception()))
        .compose(
            video -> {
              Future<Optional<JobState>> pending = catalogue.pending(id);
              Future<Long> visible = visibility.visibleVersion(id);
              return Future.all(pending, visible)
                  .map(
                      both ->
                          new Progress(
                              video,
                              status(video, pending.result(), visible.result()),
                              visible.result()));
            });
  }

  private static VideoStatus status(Video video, Optional<JobState> pending, long visible) {
    if (pending.isEmpty()) {
      return visible >= video.version() ? new VideoStatus.Searchable() : new VideoStatus.Received();
    }
    JobState job = pending.get();
    if (job.failure() != null) {
      return new VideoStatus.Failed(job.failure());
    }
    if (visible == 0) {
      return new VideoStatus.Received();
    }
    return switch (job.stage()) {
      case DECODE -> new VideoStatus.Decoding(job.percent());
      case EMBED -> new VideoStatus.Embedding();
    };
  }
}
