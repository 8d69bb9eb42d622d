package io.kinora.verticles.http;

import io.kinora.catalog.Derived;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A catalogue in memory that keeps to the rules of the real one. */
final class FakeCatalogue implements VideoCatalogue {

  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  final Map<String, Video> videos = new ConcurrentHashMap<>();
  final Map<String, JobState> jobs = new ConcurrentHashMap<>();
  final List<Integer> batches = new CopyOnWriteArrayList<>();

  /** What a write waits for before it is carried out. */
  volatile Supplier<Future<Void>> before = Future::succeededFuture;

  @Override
  public Future<Optional<Video>> find(String id) {
    return Future.succeededFuture(Optional.ofNullable(videos.get(id)).filter(v -> !v.deleted()));
  }

  @Override
  public Future<List<WriteResult>> write(List<VideoWrite> writes) {
    batches.add(writes.size());
    return before
        .get()
        .map(
            go -> {
              List<WriteResult> results = new ArrayList<>();
              for (VideoWrite write : writes) {
                results.add(write(write));
              }
              return results;
            });
  }

  @Override
  public Future<Void> expect(String mediaKey) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<JobState>> pending(String id) {
    return Future.succeededFuture(Optional.ofNullable(jobs.get(id)));
  }

  @Override
  public Future<List<String>> group(String group) {
    return Future.succeededFuture(
        videos.values().stream()
            .filter(video -> !video.deleted() && group.equals(video.derived().group()))
            .map(Video::id)
            .sorted()
            .toList());
  }

  private WriteResult write(VideoWrite write) {
    Video now = videos.get(write.id());
    boolean exists = now != null && !now.deleted();
    long version = now == null ? 0 : now.version();
    if (!exists && !(write instanceof VideoWrite.Put)) {
      return new WriteResult.NotFound(write.id());
    }
    if (write.ifVersion() != null && write.ifVersion() != version) {
      return new WriteResult.VersionConflict(write.id(), write.ifVersion(), version);
    }
    Derived derived = exists ? now.derived() : Derived.NOTHING;
    try {
      switch (write) {
        case VideoWrite.Put put -> store(put.id(), version + 1, put.metadata(), derived, false);
        case VideoWrite.Patch patch ->
            store(patch.id(), version + 1, patch.change().apply(now.metadata()), derived, false);
        case VideoWrite.Delete delete ->
            store(delete.id(), version + 1, now.metadata(), derived, true);
        case VideoWrite.AttachMedia attach ->
            store(
                attach.id(), version + 1, now.metadata(), derived.withMedia(attach.file()), false);
      }
    } catch (InvalidValueException invalid) {
      return new WriteResult.Rejected(write.id(), invalid);
    }
    return new WriteResult.Written(write.id(), version + 1, !exists);
  }

  private void store(
      String id, long version, VideoMetadata metadata, Derived derived, boolean deleted) {
    videos.put(id, new Video(id, version, metadata, derived, THEN, THEN, deleted));
  }
}
